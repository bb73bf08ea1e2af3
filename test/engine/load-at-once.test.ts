import { beforeEach, expect, test } from '@jest/globals';
import { optionLoader } from '../../src/engine/load-options.ts';
import { withNamedChoices } from '../../src/engine/named-choices.ts';
import { withVisitorChoices } from '../../src/engine/visitor-choices.ts';
import { choiceFrom, text, wizard } from '../../src/index.ts';
import { silentLog } from '../../src/log.ts';

let asked: string[] = [];
let going = 0;
let most = 0;
/** How long the register takes, in milliseconds. */
let takes = 1;
beforeEach(() => {
  asked = [];
  [going, most, takes] = [0, 0, 1];
});

const firm = choiceFrom(
  'Firm',
  {
    find: async () => [],
    async get({ value }) {
      asked.push(value);
      going += 1;
      most = Math.max(most, going);
      await new Promise((resolve) => {
        setTimeout(resolve, takes);
      });
      going -= 1;
      return { value, label: `Firm ${value}` };
    },
  },
  { timeoutMs: 100 },
);

const jobs = wizard({ id: 'jobs', title: 'Jobs', version: 1 })
  .step('who', { title: 'Who?', fields: { name: text('Name') } })
  .repeat('jobs', { title: 'Jobs', item: '{job.firm}' }, (item) =>
    item.step('job', { title: 'Job', fields: { firm } }),
  )
  .complete({ action: 'Send' });

/** Fifty jobs, each firm twice. */
const ids = Array.from({ length: 50 }, (_, index) => `k${index}`);
const firmOf = (index: number) => `f-${Math.floor(index / 2)}`;
const filled = {
  answers: Object.fromEntries([
    ['who', { name: 'Ann' }],
    ...ids.map((id, index) => [`jobs/${id}/job`, { firm: firmOf(index) }]),
  ]),
  items: { jobs: ids },
};

const engine = () => ({
  loadOptions: optionLoader({ services: undefined, log: silentLog, now: Date.now }),
  log: silentLog,
});

test('the names of a long list ask for each value once, and for no more than eight at once', async () => {
  const { loaded } = await withNamedChoices(engine(), jobs, filled);
  expect(loaded?.['jobs/k49/job']?.['firm']?.options).toEqual([{ value: 'f-24', label: 'Firm f-24' }]);
  expect(asked).toHaveLength(25);
  expect(new Set(asked).size).toBe(25);
  expect(most).toBe(8);
});

test('so do all pages together, when the answers are checked', async () => {
  const { loaded } = await withVisitorChoices(engine().loadOptions, jobs, { filled });
  expect(Object.keys(loaded ?? {})).toHaveLength(50);
  expect([asked.length, most]).toEqual([25, 8]);
});

test('of a service that takes too long a page asks no more, and shows what it knows', async () => {
  const parts = engine();
  const first = { ...filled, items: { jobs: ids.slice(-2) }, answers: { 'jobs/k49/job': { firm: 'f-24' } } };
  await withNamedChoices(parts, jobs, first);
  takes = 300;
  const { loaded } = await withNamedChoices(parts, jobs, filled);
  expect(asked).toHaveLength(1 + 8);
  expect(loaded?.['jobs/k49/job']?.['firm']?.options).toEqual([{ value: 'f-24', label: 'Firm f-24' }]);
  expect(loaded?.['jobs/k20/job']?.['firm']?.options).toEqual([]);
});
