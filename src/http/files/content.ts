import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { RefusedFile } from '../../controls/file.ts';
import { isOfType } from '../../controls/sample-file.ts';

/** Thrown in the middle of an upload: the file is refused, and nothing of it is kept. */
export class Refusal extends Error {
  readonly refused: RefusedFile;

  constructor(refused: RefusedFile) {
    super('the file is refused');
    this.refused = refused;
  }
}

/** What a content is held against. */
export interface ContentLimits {
  readonly types: readonly string[];
  readonly maxBytes: number;
  /** What is left of the session's room. */
  readonly room: number;
  /** All the room that a session has. */
  readonly maxSessionBytes: number;
}

/** What was found out about a content when it has ended. */
export interface ContentFacts {
  readonly type: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** As much of the beginning as the kind of a file is told by. */
const headBytes = 4_100;

/**
 * Watches a content on its way: its size, its hash, and its kind by what it begins with.
 *
 * @param name says which kind of text a text is, and nothing else
 * @returns the same content, which throws a Refusal as soon as it is one, and the facts when it has ended
 */
export function watched(
  source: Readable,
  name: string,
  limits: ContentLimits,
): { readonly content: AsyncIterable<Uint8Array>; readonly facts: () => ContentFacts } {
  const hash = createHash('sha256');
  let head = Buffer.alloc(0);
  let bytes = 0;
  let type: string | undefined;

  async function* content(): AsyncGenerator<Uint8Array> {
    // What is left of a file that is refused is read and thrown away: the other fields come behind it.
    for await (const chunk of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > limits.maxBytes) throw new Refusal({ why: 'size', maxBytes: limits.maxBytes });
      if (bytes > limits.room) throw new Refusal({ why: 'room', maxBytes: limits.maxSessionBytes });
      hash.update(chunk);
      if (type === undefined) {
        head = Buffer.concat([head, chunk.subarray(0, headBytes - head.length)]);
        if (head.length === headBytes) type = await kindOf(head, name, limits);
      }
      yield chunk;
    }
    if (bytes === 0) throw new Refusal({ why: 'empty' });
    type ??= await kindOf(head, name, limits);
  }

  return {
    content: content(),
    facts: () => ({ type: type ?? '', bytes, sha256: hash.digest('hex') }),
  };
}

async function kindOf(head: Buffer, name: string, { types }: ContentLimits): Promise<string> {
  // Its tables are loaded with the first file: most servers never take one in.
  const { fileTypeFromBuffer } = await import('file-type');
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  const type = found?.mime ?? (isText(head) ? textTypeOf(name) : 'application/octet-stream');
  if (types.some((pattern) => isOfType(type, pattern))) return type;
  // A table in plain text is a plain text.
  if (type.startsWith('text/') && types.includes('text/plain')) return 'text/plain';
  throw new Refusal({ why: 'kind', types });
}

/** Whether it can be read as a text: UTF-8, cut off anywhere, with no zero and no control but those of lines. */
function isText(head: Buffer): boolean {
  const text = new TextDecoder('utf-8', { fatal: true });
  try {
    // oxlint-disable-next-line no-control-regex -- these are what a text does not have
    return !/[\u0000-\u0008\u000E-\u001A\u001C-\u001F]/.test(text.decode(head, { stream: true }));
  } catch {
    return false;
  }
}

/** No text is served as one that a browser would run: HTML and SVG are plain text here. */
function textTypeOf(name: string): string {
  return /\.csv$/i.test(name) ? 'text/csv' : 'text/plain';
}
