import { itemFrom } from '../../../src/engine/item-id.ts';
import { text, wizard } from '../../../src/index.ts';
import { randomFrom, type Random } from '../../support/random.ts';
import { hiddenOf } from '../../support/visitor.ts';
import type { Figure } from '../figure.ts';
import { browserOn, type Browser } from '../support/browser.ts';
import { homes, type Home } from '../support/home.ts';
import { oneFault } from '../support/one-fault.ts';
import type { PerRequest } from '../support/per-request.ts';
import { noTotals, tallyOf, untilTaken, type Totals } from '../support/pressing.ts';
import { openRacedApp } from '../support/raced-app.ts';

const sessionCount = 20;
const callsPerMove = 5;
/** From so many runs on, tabs delete. */
const manyRuns = 40;

/** What a visitor does to one of their runs, by one tab or by two at once. */
interface Move {
  readonly kind: 'start' | 'change' | 'submit' | 'delete' | 'late';
  readonly run: string;
  readonly value: string;
}

/** A run as its visitor knows it. */
interface Known {
  readonly instance: string;
  readonly value: string;
  readonly isSent: boolean;
}

/**
 * Runs of one wizard lost, doubled or brought back where tabs of one session start, change, submit and delete them at the
 * same time, some with a double click, some from a page of a run that is gone, some meeting a fault of the store.
 */
export const racingRuns: Figure = {
  name: 'racing-runs',
  must: 'runs lost, doubled or revived, or sent other than once, in 4,000 pairs and 800 groups of 8 that start, change, submit and delete runs of one wizard, one process: 0',
  breaks: ['revisions'],
  async run({ quick, broken, seed }) {
    const [pairs, groups] = quick ? [100, 20] : [2_000, 400];
    const totals = noTotals();
    for (const name of homes) {
      const random = randomFrom(seed);
      const handed: string[] = [];
      const wizards = [claims(handed)];
      const { app, home, faults, close } = await openRacedApp(name, { wizards, random, broken });
      await Promise.all(
        Array.from({ length: sessionCount }, async (_, at) => {
          const racing = { home, browser: browserOn(app), random, faults, totals, handed, name: `s${at}` };
          const race = racerOn(racing);
          for (let round = 0; round < pairs / sessionCount; round += 1) await race(2);
          for (let round = 0; round < groups / sessionCount; round += 1) await race(8);
        }),
      );
      await close();
      await home.close();
    }
    return tallyOf(totals);
  },
};

interface Racing {
  readonly home: Home;
  readonly browser: Browser;
  readonly random: Random;
  readonly faults: PerRequest;
  readonly totals: Totals;
  /** The values that the handler was given. */
  readonly handed: readonly string[];
  readonly name: string;
}

/** A visitor with several runs, and how so many of their tabs race. */
function racerOn({ home, browser, random, faults, totals, handed, name }: Racing) {
  let known: ReadonlyMap<string, Known> = new Map();
  let gone: ReadonlyMap<string, Known> = new Map();
  let made = 0;

  const post = ({ kind, run, value }: Move) => {
    const url = `/claims/${run}`;
    const { instance = '' } = known.get(run) ?? gone.get(run) ?? {};
    switch (kind) {
      case 'delete':
        return browser.post(`${url}/end`);
      case 'submit':
        return browser.post(`${url}/check`, { _instance: instance, _generation: '1' });
      case 'start':
      case 'change':
      case 'late':
        return browser.post(`${url}/what`, { value, _instance: instance, _page: `page-of-${run}` });
    }
  };
  const press = (move: Move) =>
    random.chance(0.1) ? faults.run(oneFault(random, callsPerMove), () => post(move)) : post(move);

  return async (tabs: number): Promise<void> => {
    // The session comes with the first answer.
    const count = known.size === 0 ? 1 : tabs;
    if (known.size === 0) await browser.get('/claims/~1/what');
    const fresh = () => `${name}-${(made += 1)}`;
    const moves = movesOf(count, { known, gone, fresh, random });
    const statuses = await Promise.all(
      moves.map(async (move) => {
        const isDouble = known.size > 0 && random.chance(0.3);
        const presses = isDouble ? [move, move] : [move];
        return Promise.all(presses.map((each) => untilTaken(() => press(each), totals)));
      }),
    );
    const stored = (await home.stateOf(browser.sessionId() ?? ''))?.wizards ?? {};
    const before = known;
    ({ known, gone } = after(moves, { known, gone, stored }));
    const isTaken = moves.every(({ kind }, at) =>
      statuses[at]!.every((status) => status === (kind === 'late' ? 410 : 303)),
    );
    const isThere = [...known].every(([run, { value, isSent }]) => {
      const state = stored[keyOf(run)];
      const isAsKnown = state?.answers['what']?.['value'] === value;
      return isAsKnown && (state?.status === 'submitted') === isSent;
    });
    const isNoMore = Object.keys(stored).length === known.size;
    const sent = moves.filter(({ kind }) => kind === 'submit').map(({ run }) => run);
    const records = await Promise.all(
      sent.map((run) => home.journal.findByReference(stored[keyOf(run)]?.reference ?? '')),
    );
    // Its record is there before the receipt; the handler may still be at it.
    const isSentOnce =
      records.every((record) => record !== undefined) &&
      sent.every((run) => handed.filter((each) => each === before.get(run)!.value).length <= 1);
    totals.tried += 1;
    totals.moves += moves.length;
    if (!isTaken || !isThere || !isNoMore || !isSentOnce) {
      totals.failed += 1;
      const done = moves.map(({ kind, run }, at) => `${kind} ${run}: ${statuses[at]!.join('+')}`).join(', ');
      const [wanted, came] = [[...known.keys()].map(keyOf), Object.keys(stored)];
      totals.first ||= `; first: ${done}; wanted ${wanted.join(' ')}; came ${came.join(' ')}`;
    }
    // What was lost is not looked for again.
    known = new Map([...known].filter(([run]) => stored[keyOf(run)] !== undefined));
    for (const { kind, run } of moves) {
      const page = kind === 'start' ? await shown(browser, `/claims/${run}/what`) : undefined;
      const made = known.get(run);
      if (page !== undefined && made !== undefined)
        known = new Map(known).set(run, { ...made, instance: hiddenOf(page.text)['_instance'] ?? '' });
    }
  };
}

/** Opens a page, again when the machine was too busy for it. */
async function shown(browser: Browser, url: string) {
  for (;;) {
    const page = await browser.get(url);
    if (page.status !== 503) return page;
  }
}

function keyOf(run: string): string {
  return `claims/${run}`;
}

/** What the visitor knows when all of it is done. */
function after(
  moves: readonly Move[],
  before: {
    readonly known: ReadonlyMap<string, Known>;
    readonly gone: ReadonlyMap<string, Known>;
    readonly stored: { readonly [key: string]: { readonly instance: string } };
  },
) {
  const [known, gone] = [new Map(before.known), new Map(before.gone)];
  for (const { kind, run, value } of moves) {
    const old = known.get(run);
    if (kind === 'start')
      known.set(run, { instance: before.stored[keyOf(run)]?.instance ?? '', value, isSent: false });
    else if (old !== undefined && kind === 'change') known.set(run, { ...old, value });
    else if (old !== undefined && kind === 'submit') known.set(run, { ...old, isSent: true });
    else if (old !== undefined && kind === 'delete') {
      known.delete(run);
      gone.set(run, old);
    }
  }
  return { known, gone };
}

/** What the tabs do at the same time: each something to another run. */
function movesOf(
  tabs: number,
  {
    known,
    gone,
    fresh,
    random,
  }: {
    readonly known: ReadonlyMap<string, Known>;
    readonly gone: ReadonlyMap<string, Known>;
    readonly fresh: () => string;
    readonly random: Random;
  },
): readonly Move[] {
  const moves = new Map<string, Move>();
  const open = [...known].filter(([, { isSent }]) => !isSent).map(([run]) => run);
  while (moves.size < tabs) {
    const kinds = [
      ...(known.size < manyRuns ? (['start', 'start'] as const) : []),
      ...(open.length > 0 ? (['change', 'submit'] as const) : []),
      // One stays, so that the session does.
      ...(known.size > tabs ? (['delete'] as const) : []),
      ...(known.size > 0 && gone.size > 0 ? (['late'] as const) : []),
    ];
    const kind = random.pick(kinds);
    const run =
      kind === 'start'
        ? `~${itemFrom(Buffer.from(Array.from({ length: 8 }, () => random.between(0, 255))))}`
        : random.pick(kind === 'late' ? [...gone.keys()] : kind === 'delete' ? [...known.keys()] : open);
    if (!moves.has(run)) moves.set(run, { kind, run, value: fresh() });
  }
  return [...moves.values()];
}

const claims = (handed: string[]) =>
  wizard({ id: 'claims', title: 'Claims', version: 1, start: false, drafts: false, several: { max: 100 } })
    .step('what', { title: 'What?', fields: { value: text('Value') } })
    .complete({ action: 'Send', run: ({ answers }) => void handed.push(answers.what.value) });
