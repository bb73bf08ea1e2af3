import { z } from 'zod';
import type { Storage } from '../../completion/storage.ts';
import { refuseWrongOptions } from '../../options.ts';
import { sessionShape, type SessionOptions } from '../session-options.ts';
import { observeRecords, type OperationHook } from '../observe.ts';
import { plainStore, revisionedStore } from '../revisioned-store.ts';
import { memoryJournal } from './journal.ts';
import { memoryRecords } from './records.ts';

const shape = {
  ...sessionShape,
  onOperation: z.custom((value) => typeof value === 'function', 'must be a function').optional(),
};

/**
 * A home in this process' memory, for tests and the test kit: the promises of the others within one process, and gone
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
    ping: async () => undefined,
    close: async () => undefined,
  };
}
