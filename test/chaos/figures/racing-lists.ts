import { pino } from 'pino';
import { createApp } from '../../../src/app/server.ts';
import { text, wizard } from '../../../src/index.ts';
import { testConfig } from '../../support/memory-app.ts';
import { randomFrom, type Random } from '../../support/random.ts';
import { hiddenOf } from '../../support/visitor.ts';
import type { Figure } from '../figure.ts';
import { withoutRevisions } from '../support/broken.ts';
import { browserOn, type Browser } from '../support/browser.ts';
import { homes, openHome, type Home } from '../support/home.ts';
import { withLatency } from '../support/latency.ts';

const sessionCount = 20;

/** What one tab does to the list of a group while others do something else. */
interface Move {
  readonly kind: 'add' | 'change' | 'remove' | 'restore' | 'rows';
  /** Of rows the first of two. */
  readonly item: string;
  readonly value: string;
}

/** Items lost, doubled or brought back where tabs of one session add, change, remove, undo and fill in rows at the same time. */
export const racingLists: Figure = {
  name: 'racing-lists',
  must: 'items lost, doubled or revived in 4,000 pairs and 400 groups of 8 that add, change, remove, undo and send rows, one process: 0',
  breaks: ['revisions'],
  async run({ quick, broken, seed }) {
    const [pairs, groups] = quick ? [400, 40] : [4_000, 400];
    const totals = { tried: 0, failed: 0, moves: 0, refused: 0 };
    for (const name of homes) {
      const random = randomFrom(seed);
      const home = await openHome(name, {
        around: (records) =>
          withLatency(broken === 'revisions' ? withoutRevisions(records) : records, random),
        stock: false,
      });
      const { app, forms } = createApp({
        config: testConfig,
        wizards: [things],
        storage: home.storage,
        log: pino({ level: 'silent' }),
      });
      const racers = Array.from({ length: sessionCount }, () => browserOn(app));
      await Promise.all(
        racers.map(async (browser) => {
          const race = await racerOn(home, browser, random);
          for (let round = 0; round < pairs / sessionCount; round += 1) await race(2, totals);
          for (let round = 0; round < groups / sessionCount; round += 1) await race(8, totals);
        }),
      );
      await forms.close(0);
      await home.close();
    }
    const { tried, failed, moves, refused } = totals;
    return { tried, failed, note: `${moves} moves acknowledged, ${refused} refused with 503` };
  },
};

/** A visitor with one item, and how so many of their tabs race. */
async function racerOn(home: Home, browser: Browser, random: Random) {
  const url = '/things/things';
  let made = 0;
  const fresh = () => `n${(made += 1)}`;
  const first = `${url}/${fresh()}/one`;
  await browser.get(first);
  await browser.post(first, { value: 'first', _page: 'p' });
  const instance = hiddenOf((await browser.get(`${url}/n1/one`)).text)['_instance'] ?? '';
  let items: readonly string[] = ['n1'];
  let gone: readonly string[] = [];
  let rows: readonly string[] = [];
  let values: { readonly [item: string]: string } = { n1: 'first' };
  /** Of what was answered with 503 nobody can know whether it is written, now or a little later: it is not looked at any more. */
  const unknown = new Set<string>();
  const isKnown = (item: string) => !unknown.has(item);

  const send = ({ kind, item, value }: Move) => {
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

  return async (
    tabs: number,
    totals: { tried: number; failed: number; moves: number; refused: number },
  ): Promise<void> => {
    const moves = movesOf(tabs, { items: items.filter(isKnown), gone: gone.filter(isKnown), fresh, random });
    const statuses = await Promise.all(moves.map(async (move) => (await send(move)).status));
    const state = await home.stateOf(browser.sessionId() ?? '');
    const run = state?.wizards['things'];
    for (const [index, { kind, item }] of moves.entries()) {
      if (statuses[index] === 503)
        for (const each of kind === 'rows' ? pairOf(item) : [item]) unknown.add(each);
    }
    const listed = (run?.items?.['things'] ?? []).filter(isKnown);
    const done = moves.filter((_, index) => statuses[index] === 303);
    totals.tried += 1;
    totals.moves += done.length;
    totals.refused += moves.length - done.length;
    const by = (wanted: Move['kind']) => done.filter(({ kind }) => kind === wanted).map(({ item }) => item);
    for (const { kind, item, value } of done) {
      if (kind === 'add' || kind === 'change') values = { ...values, [item]: value };
    }
    const kept = items.filter(isKnown).filter((item) => !by('remove').includes(item));
    const added = [...by('add'), ...by('restore')].filter(isKnown);
    rows = [...rows, ...by('rows').flatMap(pairOf)].filter(isKnown);
    const sheet = (run?.items?.['rows'] ?? []).filter(isKnown);
    const isRight =
      // Those that were there keep their order; each of the others is there once.
      listed.filter((item) => kept.includes(item)).join() === kept.join() &&
      listed.toSorted().join() === [...kept, ...added].toSorted().join() &&
      sheet.toSorted().join() === rows.toSorted().join() &&
      sheet.every((item) => run?.answers[`rows/${item}/cell`] !== undefined) &&
      Object.entries(values).every(
        ([item, value]) => unknown.has(item) || run?.answers[`things/${item}/one`]?.['value'] === value,
      );
    if (!isRight) totals.failed += 1;
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
