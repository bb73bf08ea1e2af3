import { newFileId, uploadedFile, type FileStore } from '../../completion/file-store.ts';
import { limitsOfFiles } from '../../controls/file.ts';
import type { Field } from '../../definition/field.ts';
import type { FileRef } from '../../definition/file-ref.ts';
import { factsOf } from '../../log.ts';
import { within } from '../../time-limit.ts';
import type { Engine, Uploads } from '../parts.ts';
import { refusedToken, tokenOf } from './claim.ts';
import { Refusal, watched } from './content.ts';
import type { FilePart } from './multipart.ts';
import { roomLeft, settleRoom, type Counted, type Room } from './room.ts';
import { safeName } from './safe-name.ts';

/** For whom a file is taken in, and with what. */
export interface Taker {
  readonly engine: Pick<Engine, 'now' | 'log' | 'services'>;
  readonly files: FileStore;
  readonly uploads: Uploads;
  readonly owner: string;
  /** What counts against the session's limit: what is uploaded for this owner among it. */
  readonly counted: Counted;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/**
 * Takes one file in: watched on its way into the store, then shown to the host's own check.
 *
 * @returns its token, or that of why it is refused
 * @throws WizardError STORE_*
 */
export async function take(part: FilePart, field: Field, taker: Taker): Promise<string> {
  const { engine, files, uploads, owner, counted, until } = taker;
  const { types, maxBytes } = limitsOfFiles(field);
  const { maxSessionBytes } = uploads;
  const name = safeName(part.name);
  const id = newFileId(owner, engine.now());
  try {
    const room: Room = { files, counted, maxBytes: maxSessionBytes };
    const limits = { types, maxBytes, maxSessionBytes, room: await roomLeft(room) };
    const { content, facts } = watched(part.content, name, limits);
    const stored = await files.put({ id, owner, until }, content, () => ({ name, ...facts() }));
    await orRemoved(stored, files, async () => {
      await settleRoom(stored.id, room);
      await scanned(stored, taker);
    });
    return tokenOf(stored, owner);
  } catch (error) {
    if (error instanceof Refusal) return refusedToken(error.refused);
    throw error;
  }
}

/** Looks at a file that is there; whatever goes wrong, it does not stay: the visitor has no token for it. */
async function orRemoved({ id }: FileRef, files: FileStore, look: () => Promise<void>): Promise<void> {
  try {
    await look();
  } catch (error) {
    await files.remove([id]);
    throw error;
  }
}

/** @throws Refusal when the host's check says something against the file, or nothing in time */
async function scanned(ref: FileRef, { engine, files, uploads }: Taker): Promise<void> {
  const { scan, scanTimeoutMs } = uploads;
  if (scan === undefined) return;
  const file = uploadedFile(ref, files);
  const { services, log } = engine;
  let refusal: Refusal | undefined;
  try {
    const said: unknown = await within(
      scanTimeoutMs,
      async ({ signal }) => scan({ file, signal, services }),
      {
        late: () => new Error(`scan took longer than ${scanTimeoutMs} ms`),
      },
    );
    if (typeof said === 'string' && said !== '') refusal = new Refusal({ why: 'scan', message: said });
  } catch (error) {
    log.error(factsOf(error), 'the scan of an uploaded file failed');
    refusal = new Refusal({ why: 'unscanned' });
  }
  if (refusal !== undefined) throw refusal;
}
