import { wizard, text, type WizardDefinition } from '../../../src/index.ts';
import { hiddenOf } from '../../support/visitor.ts';
import type { Figure } from '../figure.ts';
import { browserOn, type Browser } from '../support/browser.ts';
import { randomFrom, type Random } from '../../support/random.ts';
import { homes, type Home, type HomeName } from '../support/home.ts';
import { openRacedApp } from '../support/raced-app.ts';

const stepCount = 8;
const sessionCount = 40;
const keyOf = (index: number) => `s${index}` as const;

/** Answers lost where requests of one session answer different steps at the same time, over both homes. */
export const racingPairs: Figure = {
  name: 'racing-pairs',
  must: 'acknowledged answers lost in 10,000 pairs on different steps and 1,000 groups of 8, one process: 0',
  breaks: ['revisions', 'stock-store'],
  async run({ quick, broken, seed }) {
    const pairs = quick ? 400 : 10_000;
    const groups = quick ? 40 : 1_000;
    const totals = { tried: 0, lost: 0, answers: 0, refused: 0 };
    for (const name of homes) {
      await raceIn(name, { pairs, groups, broken, random: randomFrom(seed) }, totals);
    }
    const { tried, lost, answers, refused } = totals;
    const note = `${answers} answers acknowledged, ${lost} of them lost, ${refused} refused with 503`;
    return { tried, failed: lost, note };
  },
};

interface Scale {
  readonly pairs: number;
  readonly groups: number;
  readonly broken: string | undefined;
  readonly random: Random;
}

interface Totals {
  tried: number;
  lost: number;
  answers: number;
  refused: number;
}

async function raceIn(
  name: HomeName,
  { pairs, groups, broken, random }: Scale,
  totals: Totals,
): Promise<void> {
  const { app, home, close } = await openRacedApp(name, { wizards: [manySteps()], random, broken });
  const racers = await Promise.all(Array.from({ length: sessionCount }, () => racerOn(browserOn(app))));
  await Promise.all(
    racers.map(async (racer, index) => {
      const share = (all: number) => Math.floor(all / sessionCount) + (index < all % sessionCount ? 1 : 0);
      for (let round = 0; round < share(pairs); round += 1) {
        await race(
          home,
          racer,
          [round % stepCount, (round + 1 + (round % 5)) % stepCount],
          `p${round}`,
          totals,
        );
      }
      const everyStep = Array.from({ length: stepCount }, (_, step) => step);
      for (let round = 0; round < share(groups); round += 1) {
        await race(home, racer, everyStep, `g${round}`, totals);
      }
    }),
  );
  await close();
  await home.close();
}

interface Racer {
  readonly browser: Browser;
  readonly instance: string;
}

/** A visitor who has answered every step once. */
async function racerOn(browser: Browser): Promise<Racer> {
  await browser.get('/many/s0');
  await browser.post('/many/s0', { value: 'first', _page: 'page-of-0' });
  const page = await browser.get('/many/s1');
  const instance = hiddenOf(page.text)['_instance'] ?? '';
  for (let step = 1; step < stepCount; step += 1) await answer({ browser, instance }, step, 'first');
  return { browser, instance };
}

function answer({ browser, instance }: Racer, step: number, value: string) {
  return browser.post(`/many/${keyOf(step)}`, { value, _instance: instance, _page: `page-of-${step}` });
}

async function race(
  home: Home,
  racer: Racer,
  steps: readonly number[],
  value: string,
  totals: Totals,
): Promise<void> {
  const statuses = await Promise.all(steps.map(async (step) => (await answer(racer, step, value)).status));
  const state = await home.stateOf(racer.browser.sessionId() ?? '');
  totals.tried += 1;
  steps.forEach((step, index) => {
    if (statuses[index] !== 303) {
      totals.refused += 1;
      return;
    }
    totals.answers += 1;
    if (state?.wizards['many']?.answers[keyOf(step)]?.['value'] !== value) totals.lost += 1;
  });
}

function manySteps(): WizardDefinition {
  const fields = { value: text('Value') };
  const step = (title: string) => ({ title, fields });
  return wizard({ id: 'many', title: 'Many steps', version: 1 })
    .step('s0', step('One'))
    .step('s1', step('Two'))
    .step('s2', step('Three'))
    .step('s3', step('Four'))
    .step('s4', step('Five'))
    .step('s5', step('Six'))
    .step('s6', step('Seven'))
    .step('s7', step('Eight'))
    .complete({ action: 'Send' });
}
