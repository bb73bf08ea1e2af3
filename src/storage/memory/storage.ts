import { z } from 'zod';
import type { Awaitable } from '../../awaitable.ts';
import type { Storage } from '../../completion/storage.ts';
import { refuseWrongOptions } from '../../options.ts';
import { sessionShape, type SessionOptions } from '../session-options.ts';
import { plainStore, revisionedStore } from '../revisioned-store.ts';
import type { SessionRecord, SessionRecords } from '../session-records.ts';
import { memoryFiles } from './files.ts';
import { memoryJournal } from './journal.ts';
import { memorySaved } from './saved.ts';

const shape = {
  ...sessionShape,
  onOperation: z.custom((value) => typeof value === 'function', 'must be a function').optional(),
};

/**
 * A backend in this process' memory, for tests and the test kit: the promises of the others within one process, and gone
 * with it.
 *
 * @param options idleMs, absoluteMs and now as everywhere; `onOperation` sees each call for a session, and can delay it
 *   or make it fail
 * @throws WizardError CONFIG_INVALID when an option is wrong
 */
export function memoryStorage(
  options: SessionOptions & { readonly onOperation?: OperationHook } = {},
): Storage {
  refuseWrongOptions('memoryStorage()', shape, options);
  const records = memoryRecords();
  const { onOperation } = options;
  return {
    name: 'memory',
    sessions: revisionedStore(
      plainStore(),
      onOperation === undefined ? records : observeRecords(records, onOperation),
      options,
    ),
    submissions: memoryJournal(),
    files: memoryFiles(),
    saved: memorySaved(),
    ping: async () => undefined,
    close: async () => undefined,
  };
}

/** Session records in this process' memory: text only, so that no live object is shared between requests. */
export function memoryRecords(): SessionRecords {
  const stored = new Map<string, SessionRecord>();
  const live = (id: string, now: number) => {
    const record = stored.get(id);
    return record !== undefined && record.expiresAt > now ? record : undefined;
  };
  return {
    read: (id) => stored.get(id),
    insert(id, draft) {
      if (stored.has(id)) return undefined;
      stored.set(id, { ...draft, rev: 1 });
      return 1;
    },
    replace(id, draft, { rev, now }) {
      if (live(id, now)?.rev !== rev) return undefined;
      stored.set(id, { ...draft, rev: rev + 1 });
      return rev + 1;
    },
    touch(id, { expiresAt, now }) {
      const record = live(id, now);
      if (record !== undefined)
        stored.set(id, { ...record, expiresAt: Math.max(record.expiresAt, expiresAt) });
    },
    async remove(id, rev) {
      if (rev !== undefined && stored.get(id)?.rev !== rev) return false;
      return stored.delete(id);
    },
    list: (after) => (after === undefined ? [...stored] : []),
  };
}

/** The calls that a session store makes to its backend. */
export type SessionOperation = keyof SessionRecords;

/**
 * Told of every call to the backend, `before` and `after` it is done. What it throws (or rejects with) before is an outage,
 * after it a lost acknowledgement; while it waits, the backend is slow.
 */
export type OperationHook = (operation: SessionOperation, moment: 'before' | 'after') => void | Promise<void>;

/** The same records, with a hook around each call: for counting them and for making them fail in tests. */
export function observeRecords(records: SessionRecords, hook: OperationHook): SessionRecords {
  const around = async <Result>(
    operation: SessionOperation,
    call: () => Awaitable<Result>,
  ): Promise<Result> => {
    await hook(operation, 'before');
    const result = await call();
    await hook(operation, 'after');
    return result;
  };
  return {
    read: (...args) => around('read', () => records.read(...args)),
    insert: (...args) => around('insert', () => records.insert(...args)),
    replace: (...args) => around('replace', () => records.replace(...args)),
    touch: (...args) => around('touch', () => records.touch(...args)),
    remove: (...args) => around('remove', () => records.remove(...args)),
    list: (...args) => around('list', () => records.list(...args)),
  };
}
