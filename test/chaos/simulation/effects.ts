import { submissionIdOf } from '../../../src/completion/record.ts';
import type { Random } from '../../support/random.ts';
import type { History } from './history.ts';
import type { Actor, Scheduler } from './scheduler.ts';
import type { WatchedStore } from './watched-store.ts';
import type { Services } from './wizard.ts';

/** What a world's handlers and checks did outside of it. */
export interface Effects {
  /** What a server, or a request, hands to the author's code. */
  readonly servicesFor: (actor: Actor) => Services;
  /** Says in the history which submissions took effect more than once, or otherwise than they say. */
  readonly judge: (submissions: Awaited<ReturnType<WatchedStore['submissions']>>) => void;
}

/** An outside that honours idempotency keys, and turns something down now and then. */
export function effectsIn({
  random,
  time,
  past,
}: {
  readonly random: Random;
  readonly time: Scheduler;
  readonly past: History;
}): Effects {
  /** By idempotency key: the answers that took effect. */
  const effects = new Map<string, string>();
  return {
    servicesFor(actor) {
      const asked = new Set<string>();
      return {
        async check(note, earlier) {
          const question = JSON.stringify([note, earlier]);
          // A finishing request validates everything again, once.
          if (asked.has(question)) past.violations.push(`${actor.name}: asked a check twice for ${question}`);
          asked.add(question);
          return time.effect(actor, () => (note.endsWith('7') ? 'Not a seven' : undefined));
        },
        take: ({ key, answers }) =>
          time.effect(actor, () => {
            const text = JSON.stringify(answers);
            const before = effects.get(key);
            if (before !== undefined && before !== text)
              past.violations.push(`${key} took effect with other answers`);
            if (before === undefined && random.chance(0.15))
              return { reject: { c: { note: 'Again, please' } } };
            effects.set(key, text);
            return 'taken';
          }),
      };
    },
    judge(submissions) {
      const perGeneration = new Map<string, number>();
      for (const submission of submissions) {
        const took = effects.has(submission.id);
        if (submission.status === 'done' && !took)
          past.violations.push(`${submission.id} is done without effect`);
        if (submission.status === 'rejected' && took)
          past.violations.push(`${submission.id} is rejected with effect`);
        const generation = submissionIdOf(submission);
        perGeneration.set(generation, (perGeneration.get(generation) ?? 0) + (took ? 1 : 0));
      }
      for (const [id, count] of perGeneration)
        if (count > 1) past.violations.push(`${id} took effect ${count} times`);
    },
  };
}
