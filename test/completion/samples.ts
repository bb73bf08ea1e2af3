import type { Completion, WizardDefinition } from '../../src/definition/model.ts';
import type { CompletionJournal, Submission } from '../../src/completion/journal.ts';
import type { Log } from '../../src/log.ts';
import { aField, aPart, aStep, definitionOf } from '../support/definition.ts';

/** 1 January 2026, midnight. */
export const start = Date.UTC(2026, 0, 1);

/** A wizard `order` with the steps `item` and `applicant/name`, whose handler is `run`. */
export function orderWizard(
  run: Completion['run'],
  limits: { timeoutMs?: number; maxAttempts?: number; version?: number; id?: string } = {},
): WizardDefinition {
  const { id = 'order', version = 1, timeoutMs = 30_000, maxAttempts = 3 } = limits;
  const nodes = [
    aStep('item', undefined, { fields: [aField('size')] }),
    aPart('applicant', [aStep('name', undefined, { fields: [aField('first')] })]),
  ];
  const plain = definitionOf(nodes, { id, version });
  const completion = { ...plain.completion, timeoutMs, maxAttempts, ...(run === undefined ? {} : { run }) };
  return { ...plain, completion };
}

/** A submission of `orderWizard` that waits for its first attempt. */
export function submissionNamed(instance: string, changes: Partial<Submission> = {}): Submission {
  return {
    id: `${instance}.1`,
    wizard: 'order',
    version: 1,
    instance,
    generation: 1,
    reference: `REF-${instance}`,
    answers: { item: { size: 'small' }, 'applicant/name': { first: 'Ada' } },
    submittedAt: start,
    status: 'pending',
    attempt: 0,
    dueAt: start,
    fence: 0,
    ...changes,
  };
}

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
