import type { Completion, WizardDefinition } from '../../src/definition/model.ts';
import type { Submission } from '../../src/completion/journal.ts';
import { aField, aPart, aStep, definitionOf } from './definition.ts';

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
