import type { CompletionJournal } from '../../src/completion/journal.ts';
import type { Log } from '../../src/log.ts';

/** A log that remembers its lines. */
export function notingLog(): Log & {
  readonly lines: { readonly level: string; readonly facts: object; readonly message: string }[];
} {
  const lines: { level: string; facts: object; message: string }[] = [];
  const at = (level: string) => (facts: object, message: string) =>
    void lines.push({ level, facts, message });
  return { lines, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

/** A journal whose operations can be made to fail, before or after they took effect. */
export function failing(
  journal: CompletionJournal,
): CompletionJournal & { fault: 'none' | 'before' | 'after'; only?: keyof CompletionJournal } {
  const through =
    <Arguments extends unknown[], Result>(
      name: keyof CompletionJournal,
      operation: (...given: Arguments) => Promise<Result>,
    ) =>
    async (...given: Arguments): Promise<Result> => {
      const fault = faulty.only === undefined || faulty.only === name ? faulty.fault : 'none';
      if (fault === 'before') throw new Error('down');
      const result = await operation(...given);
      if (fault === 'after') throw new Error('cut');
      return result;
    };
  const faulty: ReturnType<typeof failing> = {
    fault: 'none',
    insert: through('insert', (...given) => journal.insert(...given)),
    get: through('get', (...given) => journal.get(...given)),
    findByReference: through('findByReference', (...given) => journal.findByReference(...given)),
    claim: through('claim', (...given) => journal.claim(...given)),
    renew: through('renew', (...given) => journal.renew(...given)),
    settle: through('settle', (...given) => journal.settle(...given)),
    resolveFailed: through('resolveFailed', (...given) => journal.resolveFailed(...given)),
    erase: through('erase', (...given) => journal.erase(...given)),
    list: (filter) => journal.list(filter),
    purge: through('purge', (...given) => journal.purge(...given)),
  };
  return faulty;
}
