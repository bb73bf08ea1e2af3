import type { SessionRecords } from './session-records.ts';

/** The calls that a session store makes to its home. */
export type SessionOperation = keyof SessionRecords;

/**
 * Told of every call to the home, `before` and `after` it is done. What it throws (or rejects with) before is an outage,
 * after it a lost acknowledgement; while it waits, the home is slow.
 */
export type OperationHook = (operation: SessionOperation, moment: 'before' | 'after') => void | Promise<void>;

/** The same records, with a hook around each call: for counting them and for making them fail in tests. */
export function observeRecords(records: SessionRecords, hook: OperationHook): SessionRecords {
  const around = async <Result>(
    operation: SessionOperation,
    call: () => Promise<Result>,
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
  };
}
