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

/** What one tab does to the list of a group while others do something else. */
interface Move {
  readonly kind: 'add' | 'change' | 'remove' | 'restore' | 'rows';
  /** Of rows the first of two. */
  readonly item: string;
  readonly value: string;
}

/**
 * Items lost, doubled or brought back where tabs of one session add, change, remove, undo and fill in rows at the same
 * time. Some moves meet a fault of the store, and whoever gets 503 presses the same button again.
 */
export const racingLists: Figure = {
  name: 'racing-lists',
  must: 'items lost, doubled or revived in 8,000 pairs and 800 groups of 8 that add, change, remove, undo and send rows, and press again what met a fault, one process: 0',
  breaks: ['revisions'],
  async run({ quick, broken, seed }) {
    const [pairs, groups] = quick ? [200, 20] : [4_000, 400];
    const totals = noTotals();
    for (const name of homes) {
      const random = randomFrom(seed);
      const { app, home, faults, close } = await openRacedApp(name, { wizards: [things], random, broken });
      const racers = Array.from({ length: sessionCount }, () => browserOn(app));
      await Promise.all(
        racers.map(async (browser) => {
          const race = await racerOn({ home, browser, random, faults, totals });
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
}

/** A visitor with one item, and how so many of their tabs race. */
async function racerOn({ home, browser, random, faults, totals }: Racing) {
  const url = '/things/things';
  let made = 0;
  const fresh = () => `n${(made += 1)}`;
  const first = `${url}/${fresh()}/one`;
  await browser.get(first);
  await untilTaken(() => browser.post(first, { value: 'first', _page: 'page-of-n1' }), totals);
  const instance = hiddenOf((await browser.get(first)).text)['_instance'] ?? '';
  let items: readonly string[] = ['n1'];
  let gone: readonly string[] = [];
  let rows: readonly string[] = [];
  let values: { readonly [item: string]: string } = { n1: 'first' };

  const post = ({ kind, item, value }: Move) => {
    switch (kind) {
      case 'remove':
        return browser.post(url, { _remove: item, _instance: instance });
      case 'restore':
        return browser.post(url, { _restore: item, _instance: instance });
      case 'rows': {
        const [one, other] = pairOf(item);
        const typed = { [`${one}.value`]: value, [`${other}.value`]: value };
        return browser.post('/things/rows', { ...typed, _instance: instance, _page: `page-of-${item}` });
      }
      case 'add':
      case 'change':
        return browser.post(`${url}/${item}/one`, { value, _instance: instance, _page: `page-of-${item}` });
    }
  };
  const press = (move: Move) =>
    random.chance(0.1) ? faults.run(oneFault(random, callsPerMove), () => post(move)) : post(move);

  return async (tabs: number): Promise<void> => {
    const moves = movesOf(tabs, { items, gone, fresh, random });
    const statuses = await Promise.all(moves.map((move) => untilTaken(() => press(move), totals)));
    const run = (await home.stateOf(browser.sessionId() ?? ''))?.wizards['things'];
    const by = (wanted: Move['kind']) => moves.filter(({ kind }) => kind === wanted).map(({ item }) => item);
    for (const { kind, item, value } of moves) {
      if (kind === 'add' || kind === 'change') values = { ...values, [item]: value };
    }
    const kept = items.filter((item) => !by('remove').includes(item));
    const added = [...by('add'), ...by('restore')];
    rows = [...rows, ...by('rows').flatMap(pairOf)];
    const listed = run?.items?.['things'] ?? [];
    const sheet = run?.items?.['rows'] ?? [];
    const isRight =
      statuses.every((status) => status === 303) &&
      // Those that were there keep their order; each of the others is there once.
      listed.filter((item) => kept.includes(item)).join() === kept.join() &&
      listed.toSorted().join() === [...kept, ...added].toSorted().join() &&
      sheet.toSorted().join() === rows.toSorted().join() &&
      sheet.every((item) => run?.answers[`rows/${item}/cell`] !== undefined) &&
      Object.entries(values).every(
        ([item, value]) => run?.answers[`things/${item}/one`]?.['value'] === value,
      );
    totals.tried += 1;
    totals.moves += moves.length;
    if (!isRight) {
      totals.failed += 1;
      const done = moves.map(({ kind, item }, index) => `${kind} ${item}: ${statuses[index]}`).join(', ');
      totals.first ||= `; first: ${done}; of ${items.join(' ')} came ${listed.join(' ')}`;
    }
    items = listed;
    gone = [...gone, ...by('remove')].filter((item) => !listed.includes(item));
    rows = sheet;
  };
}

/** What the tabs do at the same time: no two of them the same thing, but one may change what another one removes. */
function movesOf(
  tabs: number,
  {
    items,
    gone,
    fresh,
    random,
  }: {
    readonly items: readonly string[];
    readonly gone: readonly string[];
    readonly fresh: () => string;
    readonly random: Random;
  },
): readonly Move[] {
  const moves = new Map<string, Move>();
  while (moves.size < tabs) {
    const kinds = [
      'add',
      'change',
      'remove',
      'rows',
      ...(gone.length === 0 ? [] : (['restore'] as const)),
    ] as const;
    const kind = items.length < 2 ? 'add' : random.pick(kinds);
    const isNew = kind === 'add' || kind === 'rows';
    const item = isNew ? fresh() : random.pick(kind === 'restore' ? gone : items);
    moves.set(`${kind} ${item}`, { kind, item, value: `${item} by ${random.between(0, 1_000_000)}` });
  }
  return [...moves.values()];
}

/** The two rows that are sent together. */
function pairOf(item: string): readonly [string, string] {
  return [`${item}a`, `${item}b`];
}

const things = wizard({ id: 'things', title: 'Things', version: 1, start: false })
  .repeat('things', { title: 'Your things', max: 1_000 }, (thing) =>
    thing.step('one', { title: 'One', fields: { value: text('Value') } }),
  )
  .repeat('rows', { title: 'Your rows', rows: true, max: 10_000 }, (row) =>
    row.step('cell', { title: 'One', fields: { value: text('Value') } }),
  )
  .complete({ action: 'Send' });
