import type { Readable } from 'node:stream';
import type { BusboyInstance } from '@fastify/busboy';
import type { Request, Response } from 'express';
import { WizardError } from '../../errors.ts';
import { bodyLimits, stopAtLimit, type Fields } from '../body.ts';

/** A file on its way. Its content is to be read to its end, or thrown away with `resume()`. */
export interface FilePart {
  readonly field: string;
  /** As the browser says it. */
  readonly name: string;
  readonly content: Readable;
}

/** How many files one body may bring that are looked at; whoever takes them in takes fewer. */
const mostFiles = 100;

/** How a multipart body is read. */
interface Reading {
  readonly res: Response;
  /** The body is given up behind so many bytes. */
  readonly mostBytes: number;
  /** Gets the fields that came before the file; `stop` reads no further. */
  readonly onFile: (part: FilePart, before: Fields) => Promise<'stop' | void>;
}

/**
 * Reads a multipart body: its fields as those of any form, and each file by `onFile` as it comes. A file input in which
 * nothing was chosen is no file.
 *
 * @returns the fields of the form, those before the stop when it was stopped
 * @throws WizardError BODY_UNREADABLE, BODY_TOO_LARGE; what `onFile` throws, when the body has been read
 */
export async function readMultipart(req: Request, { res, mostBytes, onFile }: Reading): Promise<Fields> {
  const fields: { [name: string]: string | string[] } = Object.create(null) as { [name: string]: string };
  const taking: Promise<unknown>[] = [];
  const open = new Set<Readable>();
  const parser = await parserFor(req);
  let failed: unknown;
  let textBytes = 0;
  let isStopped = false;

  const read = new Promise<void>((resolve, reject) => {
    const fail = (error: Error) => {
      reject(error);
      req.unpipe(parser);
      for (const content of open) content.destroy(error);
    };
    const stop = () => {
      isStopped = true;
      req.unpipe(parser);
      resolve();
    };
    // The parser's types leave out that a part may have no name.
    parser.on('field', (name: string | undefined, value, nameIsCut, valueIsCut) => {
      if (name === undefined) return;
      textBytes += Buffer.byteLength(name) + Buffer.byteLength(value);
      if (nameIsCut || valueIsCut || textBytes > bodyLimits.maxBytes)
        return fail(new WizardError('BODY_TOO_LARGE'));
      const before = fields[name];
      fields[name] = before === undefined ? value : [before, value].flat();
    });
    parser.on('file', (field: string | undefined, content, name: string | undefined) => {
      content.on('error', () => {});
      // A browser sends a file without a name, and without content, where none was chosen.
      if (field === undefined || name === undefined || name === '') return content.resume();
      open.add(content);
      content.once('close', () => open.delete(content));
      taking.push(
        onFile({ field, name, content }, fields)
          .then((said) => (said === 'stop' ? stop() : undefined))
          .catch((error: unknown) => {
            failed ??= error;
          })
          .finally(() => content.resume()),
      );
    });
    for (const limit of ['fieldsLimit', 'filesLimit', 'partsLimit'] as const)
      parser.on(limit, () => fail(new WizardError('BODY_TOO_LARGE')));
    parser.on('error', (cause) => fail(new WizardError('BODY_UNREADABLE', undefined, { cause })));
    parser.on('finish', () => resolve());
    req.once('close', () => {
      if (!req.complete) fail(new WizardError('BODY_UNREADABLE'));
    });
    req.on('data', stopAtLimit(res, mostBytes, fail));
    req.pipe(parser);
  });
  await read.finally(() => (isStopped ? undefined : Promise.allSettled(taking)));
  if (failed !== undefined) {
    req.body = { ...fields };
    throw failed instanceof Error ? failed : new Error('a file could not be taken in', { cause: failed });
  }
  return { ...fields };
}

async function parserFor(req: Request): Promise<BusboyInstance> {
  // Loaded with the first upload: most servers never get one.
  const { Busboy } = await import('@fastify/busboy');
  try {
    return new Busboy({
      headers: { ...req.headers, 'content-type': req.headers['content-type'] ?? '' },
      limits: {
        fieldNameSize: 200,
        fieldSize: bodyLimits.maxBytes,
        fields: bodyLimits.maxParameters,
        files: mostFiles,
        headerPairs: 20,
        headerSize: 4_096,
      },
    });
  } catch (cause) {
    throw new WizardError('BODY_UNREADABLE', undefined, { cause });
  }
}
