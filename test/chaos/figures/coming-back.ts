import express, { type Express } from 'express';
import session from 'express-session';
import { pino } from 'pino';
import type { RunAtRest, SavedRuns } from '../../../src/completion/saved-runs.ts';
import { stepway, text, wizard } from '../../../src/index.ts';
import { plainStore, revisionedStore } from '../../../src/storage/revisioned-store.ts';
import { randomFrom, type Random } from '../../support/random.ts';
import { hiddenOf } from '../../support/visitor.ts';
import type { Figure } from '../figure.ts';
import { browserOn, type Browser } from '../support/browser.ts';
import { homes, openHome, type Home } from '../support/home.ts';
import { killerOver, type Killer } from '../support/killer.ts';

const deviceCount = 8;
const lanes = 4;

const grant = wizard({ id: 'grant', title: 'Grant', version: 1, start: false, keepFor: { days: 30 } })
  .step('one', { title: 'One', fields: { name: text('Name') } })
  .step('two', { title: 'Two', fields: { town: text('Town') } })
  .complete({ action: 'Send' });

interface Counts {
  races: number;
  kills: number;
  lost: number;
  doubled: number;
  revived: number;
  submissions: number;
}

/** Runs lost, doubled or revived where a saved one is opened by its link from many devices, whose servers are killed. */
export const comingBack: Figure = {
  name: 'coming-back',
  must: 'saved runs lost, doubled or revived in 1,000 links that 8 devices open at once, their servers killed between two steps: 0',
  breaks: ['settle', 'moved'],
  async run({ quick, seed, broken }) {
    const races = quick ? 40 : 1_000;
    const counts: Counts = { races: 0, kills: 0, lost: 0, doubled: 0, revived: 0, submissions: 0 };
    for (const name of homes) {
      const random = randomFrom(seed);
      const home = await openHome(name);
      const store = { records: home.records, saved: brokenSaved(home.saved, broken) };
      const groups = Array.from({ length: lanes }, () =>
        Array.from({ length: deviceCount }, () => deviceOn(home, killerOver(store, random))),
      );
      await Promise.all(
        groups.map(async (devices, lane) => {
          for (let n = 0; n < races / homes.length / lanes; n += 1)
            await race(`run ${lane} ${n}`, { devices, home, random, counts });
        }),
      );
      for (const { close } of groups.flat()) await close();
      await home.close();
    }
    const { lost, doubled, revived, kills, submissions } = counts;
    const note = `${kills} kills; ${lost} lost, ${doubled} doubled, ${revived} revived; ${submissions} submissions`;
    return { tried: counts.races, failed: lost + doubled + revived, note };
  },
};

/** A server of its own over the shared store, and what kills it. */
interface Device {
  readonly app: Express;
  readonly killer: Killer;
  readonly close: () => Promise<void>;
}

function deviceOn(home: Home, killer: Killer): Device {
  const sessions = revisionedStore(plainStore(), killer.records);
  const storage = { ...home.storage, sessions, saved: killer.saved };
  const app = express();
  app.use(session({ store: sessions, secret: 'chaos', resave: false, saveUninitialized: false }));
  const forms = stepway({ wizards: [grant], storage, worker: false, log: pino({ level: 'silent' }) });
  app.use(forms, forms.onError);
  return { app, killer, close: () => forms.close(0) };
}

interface Setting {
  readonly devices: readonly Device[];
  readonly home: Home;
  readonly random: Random;
  readonly counts: Counts;
}

/** One run: it is saved, opened from everywhere, and sent by whoever has it. */
async function race(marker: string, setting: Setting): Promise<void> {
  const { devices, home, random, counts } = setting;
  counts.races += 1;
  const browsers = devices.map((device) => ({ ...device, browser: browserOn(device.app) }));
  const [owner] = browsers;
  await owner!.browser.get('/grant/one');
  await owner!.browser.post('/grant/one', { name: marker, _page: 'p' });
  const link = await saved(owner!, setting);
  if (link === undefined) {
    counts.lost += 1;
    return;
  }
  await Promise.all(
    browsers.map((each, n) =>
      opened(each, n === 0 && random.chance(0.5) ? '/grant/saved/here' : link, setting),
    ),
  );
  for (const { killer } of browsers) killer.restart();
  const has = async ({ browser }: { readonly browser: Browser }) =>
    (await browser.get('/grant/one')).text.includes(`value="${marker}"`);
  const holders = async () => {
    const found = [];
    for (const each of browsers) if (await has(each)) found.push(each);
    return found;
  };
  // Nobody may have come to the end of it: then the link still works.
  if ((await holders()).length === 0) await opened(browsers.at(-1)!, link, setting, { isSafe: true });
  const [holder, ...others] = await holders();
  if (holder === undefined) counts.lost += 1;
  counts.doubled += others.length;
  if (holder === undefined) return;

  const two = await holder.browser.get('/grant/two');
  await holder.browser.post('/grant/two', { ...hiddenOf(two.text), town: 'Hull' });
  // What was settled does not come back, whoever opens the link again.
  await Promise.all(browsers.map((each) => opened(each, link, setting, { isSafe: true })));
  const after = await holders();
  if (after.length !== 1 || after[0] !== holder) counts.revived += 1;

  const check = await holder.browser.get('/grant/check');
  const sent = await holder.browser.post('/grant/check', hiddenOf(check.text));
  const submission = await home.journal.findByReference(sent.location.split('/').at(-1) ?? '');
  if (submission === undefined) counts.lost += 1;
  else counts.submissions += 1;
}

type Opening = Device & { readonly browser: Browser };

/** Saves the run, again after each kill, and gives the path of its link. */
async function saved({ browser, killer }: Opening, { random, counts }: Setting): Promise<string | undefined> {
  for (let tried = 0; tried < 6; tried += 1) {
    if (tried < 3 && random.chance(0.6)) killer.arm();
    await browser.post('/grant/saved');
    if (killer.restart()) counts.kills += 1;
    const page = await browser.get('/grant/saved');
    const link = linkOn(page.text);
    if (link !== undefined) return link;
    // It was put away, and the answer that said where was lost.
    if (page.text.includes('/grant/saved/link')) await browser.post('/grant/saved/link');
    const made = linkOn((await browser.get('/grant/saved')).text);
    if (made !== undefined) return made;
  }
  return undefined;
}

/** Presses the button of a link, and goes on to the page that it leads to; some answers are lost, some servers die. */
async function opened(
  { browser, killer }: Opening,
  path: string,
  { random, counts }: Setting,
  { isSafe = false } = {},
): Promise<void> {
  for (let tried = 0; tried < 4; tried += 1) {
    if (!isSafe && random.chance(0.5)) killer.arm();
    const isHeard = isSafe || random.chance(0.85);
    const answer = await (isHeard ? browser : browser.copy()).post(path);
    if (killer.restart()) counts.kills += 1;
    if (answer.status !== 303 || !isHeard) continue;
    if (!isSafe && random.chance(0.3)) killer.arm();
    const next = await browser.get(answer.location);
    if (killer.restart()) counts.kills += 1;
    if (next.status !== 503) return;
  }
}

function linkOn(html: string): string | undefined {
  return /data-copy="[^"]+?(\/grant\/saved\/[^"]+)"/.exec(html)?.[1];
}

/** What makes a move single, switched off. */
function brokenSaved(saved: SavedRuns, broken: string | undefined): SavedRuns {
  if (broken === 'settle')
    return { ...saved, settle: async (id, claim) => (await saved.settle(id, claim)) || true };
  if (broken !== 'moved') return saved;
  // A run that has moved stays where it was, too.
  const kept = new Map<string, RunAtRest>();
  return {
    ...saved,
    async put(run) {
      kept.set(run.link, run);
      await saved.put(run);
    },
    async claim(key, by) {
      return (await saved.claim(key, by)) ?? kept.get(key.link ?? '');
    },
    settle: async () => true,
  };
}
