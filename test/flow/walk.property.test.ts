import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { AnswersByStep, Condition, Scalar, Step } from '../../src/definition/model.ts';
import { walk } from '../../src/flow/walk.ts';
import { step, wizardOf } from './steps.ts';

/*
 * A naive model: no state is carried from step to step; whether a step is on the path is worked out again for every
 * question, recursively, from the definition and the stored answers alone.
 */

/** Whether a step's condition holds, is false, or cannot be told yet. */
type Told = 'yes' | 'no' | 'later';

function applies(steps: readonly Step[], index: number, answers: AnswersByStep): Told {
  const { when } = steps[index]!;
  return when === undefined ? 'yes' : holds(steps, when, answers);
}

function holds(steps: readonly Step[], condition: Condition, answers: AnswersByStep): Told {
  if (condition.op === 'not') {
    const inner = holds(steps, condition.of, answers);
    return inner === 'yes' ? 'no' : inner === 'no' ? 'yes' : 'later';
  }
  if (!('ref' in condition)) {
    const told = condition.of.map((each) => holds(steps, each, answers));
    const deciding = condition.op === 'and' ? 'no' : 'yes';
    if (told.includes(deciding)) return deciding;
    if (told.includes('later')) return 'later';
    return condition.op === 'and' ? 'yes' : 'no';
  }
  const key = condition.ref.slice(0, -1).join('/');
  const told = applies(
    steps,
    steps.findIndex((each) => each.key === key),
    answers,
  );
  if (told === 'later' || (told === 'yes' && answers[key] === undefined)) return 'later';
  const value = told === 'yes' ? answers[key]?.['a'] : undefined;
  return compare(condition, value) ? 'yes' : 'no';
}

function compare(condition: Condition, value: unknown): boolean {
  const number = typeof value === 'number' ? value : Number.NaN;
  switch (condition.op) {
    case 'eq':
      return value === condition.value;
    case 'ne':
      return value !== condition.value;
    case 'in':
      return (condition.values as readonly unknown[]).includes(value);
    case 'answered':
      return value !== undefined;
    case 'gt':
      return number > Number(condition.value);
    case 'gte':
      return number >= Number(condition.value);
    case 'lt':
      return number < Number(condition.value);
    case 'lte':
      return number <= Number(condition.value);
    case 'between':
      return number >= Number(condition.low) && number <= Number(condition.high);
    default:
      throw new Error(`the model does not know ${condition.op}`);
  }
}

/** Everything a walk gives, by the model. */
function model(steps: readonly Step[], answers: AnswersByStep) {
  const told = steps.map((_step, index) => applies(steps, index, answers));
  const onPath = steps.filter((_step, index) => told[index] === 'yes');
  const exitAt = steps.findIndex((each, index) => each.exit && told[index] === 'yes');
  const seen = exitAt === -1 ? steps : steps.slice(0, exitAt + 1);
  const path = onPath.filter((each) => seen.includes(each));
  const asked = path.filter((each) => !each.exit);
  const firstIncomplete = asked.find((each) => answers[each.key] === undefined);
  return {
    path: path.map((each) => each.key),
    live: asked.filter((each) => answers[each.key] !== undefined).map((each) => each.key),
    firstIncomplete: firstIncomplete?.key,
    exit: exitAt === -1 ? undefined : steps[exitAt]!.key,
    complete: firstIncomplete === undefined && exitAt === -1,
    total: seen.some((_step, index) => told[index] === 'later') ? undefined : path.length,
  };
}

function walked(steps: readonly Step[], answers: AnswersByStep) {
  const { path, live, firstIncomplete, exit, complete, total } = walk(wizardOf(steps), answers);
  return {
    path: path.map((each) => each.key),
    live: Object.keys(live),
    firstIncomplete: firstIncomplete?.key,
    exit: exit?.key,
    complete,
    total,
  };
}

const number = fc.integer({ min: 0, max: 3 });

/** A condition over the steps before `index`. */
function conditionAt(keys: readonly string[]): fc.Arbitrary<Condition> {
  const ref = fc.constantFrom(...keys).map((key) => [...key.split('/'), 'a']);
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.record({ op: fc.constantFrom('eq', 'ne', 'gt', 'gte', 'lt', 'lte'), ref, value: number }),
      fc.record({ op: fc.constant('in' as const), ref, values: fc.array<Scalar>(number, { maxLength: 3 }) }),
      fc.record({ op: fc.constant('between' as const), ref, low: number, high: number }),
      fc.record({ op: fc.constant('answered' as const), ref }),
      fc.record({ op: fc.constantFrom('and', 'or'), of: fc.array(tie('condition'), { maxLength: 3 }) }),
      fc.record({ op: fc.constant('not' as const), of: tie('condition') }),
    ),
  }));
  return condition;
}

const keysOf = fc
  .integer({ min: 1, max: 8 })
  .chain((count) =>
    fc
      .array(fc.boolean(), { minLength: count, maxLength: count })
      .map((inPart) => inPart.map((isInside, index) => (isInside ? `part/s${index}` : `s${index}`))),
  );

const steps: fc.Arbitrary<readonly Step[]> = keysOf.chain((keys) =>
  fc.tuple(
    ...keys.map((key, index) =>
      fc
        .record({
          when:
            index === 0
              ? fc.constant(undefined)
              : fc.option(conditionAt(keys.slice(0, index)), { nil: undefined }),
          exit: fc.nat({ max: 9 }).map((dice) => index > 0 && dice === 0),
        })
        .map(({ when, exit }) => step(key, when, { exit })),
    ),
  ),
);

const journey = steps.chain((each) =>
  fc.tuple(
    fc.constant(each),
    fc
      .tuple(...each.map(() => fc.option(fc.option(number, { nil: undefined }), { nil: 'none' as const })))
      .map(
        (values): AnswersByStep =>
          Object.fromEntries(
            each.flatMap(({ key }, index): [string, { a?: number }][] => {
              const value = values[index];
              return value === 'none' ? [] : [[key, value === undefined ? {} : { a: value }]];
            }),
          ) as AnswersByStep,
      ),
  ),
);

test('a walk agrees with a model that works everything out again for each question', () => {
  fc.assert(
    fc.property(journey, ([each, answers]) => {
      expect(walked(each, answers)).toEqual(model(each, answers));
    }),
    { numRuns: 3000 },
  );
});

test('a step that is told to apply stays so, whatever is answered further on', () => {
  fc.assert(
    fc.property(journey, ([each, answers]) => {
      const early = walk(wizardOf(each), answers);
      const next = early.firstIncomplete;
      fc.pre(next !== undefined);
      const before = early.path.slice(0, early.path.indexOf(next!) + 1).map(({ key }) => key);
      for (const value of [0, 1, 2, 3]) {
        const later = walk(wizardOf(each), { ...answers, [next!.key]: { a: value } });
        expect(later.path.map(({ key }) => key).filter((key) => before.includes(key))).toEqual(before);
      }
    }),
    { numRuns: 500 },
  );
});

test('answering the first incomplete step again and again ends, complete or at an exit', () => {
  fc.assert(
    fc.property(journey, fc.infiniteStream(number), ([each, answers], values) => {
      let stored = answers;
      for (const value of values.take(each.length)) {
        const { firstIncomplete } = walk(wizardOf(each), stored);
        if (firstIncomplete === undefined) break;
        stored = { ...stored, [firstIncomplete.key]: { a: value } };
      }
      const end = walk(wizardOf(each), stored);
      expect(end.complete || end.exit !== undefined).toBe(true);
      expect(end.total).toBe(end.path.length);
    }),
    { numRuns: 500 },
  );
});

test('answers that are not live make no difference', () => {
  fc.assert(
    fc.property(journey, ([each, answers]) => {
      const first = walked(each, answers);
      const { live } = walk(wizardOf(each), answers);
      expect(walked(each, live)).toEqual(first);
    }),
    { numRuns: 500 },
  );
});
