import { folderOf, readFileId, type FileStore } from '../../completion/file-store.ts';
import type { FileRef } from '../../definition/file-ref.ts';
import type { SessionState } from '../../engine/state.ts';
import { queuesByName } from '../../in-turn.ts';
import { refsIn } from './claim.ts';
import { Refusal } from './content.ts';

/** What of a session's files counts against its limit. */
export interface Counted {
  /** The runs that are not sent: all that was uploaded for one counts, whether answers name it or not. */
  readonly owners: readonly string[];
  /** What their answers name beside that: a file that came before the first answer was uploaded for no run yet. */
  readonly named: readonly FileRef[];
}

/**
 * The files of a session that are not sent, those that can be brought back among them.
 *
 * @param owner for whom a file is being uploaded
 */
export function countedIn({ wizards, deleted = {} }: SessionState, owner: string): Counted {
  const states = [...Object.values(wizards), ...Object.values(deleted).map(({ state }) => state)];
  const unsent = states.filter(({ status }) => status !== 'submitted');
  const owners = [...new Set([owner, ...unsent.map(({ instance }) => instance)])];
  const folders = new Set(owners.map(folderOf));
  const named = refsIn(unsent.flatMap(({ answers, dormant }) => [answers, dormant]));
  return { owners, named: named.filter(({ id }) => !folders.has(readFileId(id)?.folder ?? '')) };
}

/** The room of a session for files, and what has come to it. */
export interface Room {
  readonly files: Pick<FileStore, 'bytesOf' | 'remove'>;
  readonly counted: Counted;
  readonly maxBytes: number;
}

/** Bytes that a session may still upload; below 0 when it has more than it may have. */
export async function roomLeft({ files, counted, maxBytes }: Room): Promise<number> {
  const uploaded = await Promise.all(counted.owners.map((owner) => files.bytesOf(owner)));
  const used = [...uploaded, ...counted.named.map(({ bytes }) => bytes)];
  return maxBytes - used.reduce((sum, bytes) => sum + bytes, 0);
}

const looks = queuesByName();

/**
 * Looks again at the room when a file is there: others may have come at the same time, each of which found room for itself
 * alone. Whichever sees that they are too much together goes. A file is there before it looks, so that of two that came
 * to two servers at least one sees the other; in one process they look one after the other, so that as many stay as fit.
 *
 * @throws Refusal when there is no room for it: then it is removed
 */
export async function settleRoom(id: string, room: Room): Promise<void> {
  const { files, counted, maxBytes } = room;
  await looks(counted.owners.toSorted().join(' '), async () => {
    if ((await roomLeft(room)) >= 0) return;
    await files.remove([id]);
    throw new Refusal({ why: 'room', maxBytes });
  });
}
