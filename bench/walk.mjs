import { walk } from '../dist/flow/walk.js';

/** Steps after the first in each group of five stand behind an and/or condition on the steps before them. */
function definitionOf(count) {
  const steps = Array.from({ length: count }, (_, index) => {
    const key = index % 3 === 0 ? `part/s${index}` : `s${index}`;
    const when = index % 5 === 0 ? undefined : conditionAt(index);
    return {
      kind: 'step',
      id: key.split('/').at(-1),
      path: key.split('/'),
      key,
      fields: [],
      exit: false,
      when,
    };
  });
  return { steps };
}

function conditionAt(index) {
  const ref = (at) => [...(at % 3 === 0 ? ['part', `s${at}`] : [`s${at}`]), 'a'];
  return {
    op: 'or',
    of: [
      { op: 'eq', ref: ref(index - 1), value: 'yes' },
      {
        op: 'and',
        of: [
          { op: 'in', ref: ref(index - (index % 5)), values: ['no', 'maybe'] },
          { op: 'not', of: { op: 'answered', ref: ref(Math.max(0, index - 2)) } },
        ],
      },
    ],
  };
}

/** Microseconds for one walk with every answer given: the median of rounds. */
export function benchWalk(count, rounds = 15) {
  const definition = definitionOf(count);
  const answers = Object.fromEntries(definition.steps.map(({ key }) => [key, { a: 'yes' }]));
  const times = Math.ceil(40_000 / count);
  const perWalk = [];
  for (let round = -3; round < rounds; round += 1) {
    const begun = process.hrtime.bigint();
    for (let time = 0; time < times; time += 1) {
      if (!walk(definition, answers).complete) throw new Error('the walk is not complete');
    }
    if (round >= 0) perWalk.push(Number(process.hrtime.bigint() - begun) / 1000 / times);
  }
  return median(perWalk);
}

/** The middle of some numbers. */
export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
