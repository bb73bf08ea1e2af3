import { choice, text, wizard, type WizardDefinition } from '../../../src/index.ts';
import type { NestedAnswers } from '../../../src/definition/answers.ts';
import { wizardId } from './history.ts';

/** What the simulation's author calls: a check that costs time, and an effect under a key. */
export interface Services {
  readonly check: (note: string, earlier: unknown) => Promise<string | undefined>;
  readonly take: (finished: {
    readonly key: string;
    readonly answers: NestedAnswers;
  }) => Promise<'taken' | { readonly reject: { readonly c: { readonly note: string } } }>;
}

/**
 * Three steps, of which the second is asked for one answer of the first only; the third has an async check. Behind the
 * first stands a list.
 */
export const simulatedWizard: WizardDefinition = wizard({
  id: wizardId,
  title: 'Simulated',
  version: 1,
})
  .step('a', {
    title: 'A',
    fields: { pick: choice('Pick', { x: 'X', y: 'Y' }), note: text('Note') },
  })
  .repeat('things', { title: 'Things', max: 1_000 }, (thing) =>
    thing.step('one', { title: 'One', fields: { note: text('Note') } }),
  )
  .step('b', {
    title: 'B',
    when: (earlier) => earlier.a.pick.is('x'),
    fields: { note: text('Note') },
  })
  .step('c', {
    title: 'C',
    fields: { note: text('Note') },
    check: async ({ note }, { earlier, services }) => {
      // Typed by no one: the world hands them over.
      const message = await (services as Services).check(note, earlier);
      return message === undefined ? undefined : { note: message };
    },
  })
  .complete({
    action: 'Send',
    maxAttempts: 3,
    run: async ({ answers, idempotencyKey, services }) => {
      const taken = await (services as Services).take({ key: idempotencyKey, answers });
      return taken === 'taken' ? undefined : taken;
    },
  });
