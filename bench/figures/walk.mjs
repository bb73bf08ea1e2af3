import { and, choice, not, or, wizard } from 'stepway';
import { walk } from '../../build/flow/walk.js';
import { median } from '../statistics.mjs';

const rounds = 15;

/** Microseconds of CPU for one walk over 5, 50 and 200 steps with every answer given; conditions before four of five steps. */
export function measureWalk() {
  return [5, 50, 200].map((count) => ({
    what: `a walk over ${count} steps`,
    stepway: `${microsOf(count).toFixed(1)} µs`,
  }));
}

function microsOf(count) {
  const definition = definitionOf(count);
  const answers = Object.fromEntries(definition.nodes.map(({ id }) => [id, { a: 'yes' }]));
  const times = Math.ceil(40_000 / count);
  const perWalk = Array.from({ length: rounds }, () => {
    const before = process.cpuUsage();
    for (let time = 0; time < times; time += 1) {
      if (!walk(definition, answers).complete) throw new Error('the walk is not complete');
    }
    const { user, system } = process.cpuUsage(before);
    return (user + system) / times;
  });
  return median(perWalk.slice(3));
}

function definitionOf(count) {
  let chain = wizard({ id: 'walk', title: 'Walk', version: 1 });
  for (let index = 0; index < count; index += 1) {
    const kind = choice('Kind', { yes: 'Yes', no: 'No', maybe: 'Maybe' });
    const when = index % 5 === 0 ? {} : { when: conditionAt(index) };
    chain = chain.step(`s${index}`, { title: `Step ${index}`, fields: { a: kind }, ...when });
  }
  return chain.complete({ action: 'Send', run() {} });
}

/** On the step before, or on the first of its five and the one before the last. */
const conditionAt = (index) => (earlier) => {
  const at = (step) => earlier[`s${Math.max(0, step)}`].a;
  return or(at(index - 1).is('yes'), and(at(index - (index % 5)).is('no'), not(at(index - 2).is('maybe'))));
};
