import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sweepFiles } from '../../../src/completion/sweep-files.ts';
import { readToken } from '../../../src/controls/reading/file-tokens.js';
import { file, files, wizard } from '../../../src/index.ts';
import { folderFiles } from '../../../src/storage/embedded/files.ts';
import { inject, type Answer } from '../../support/inject.ts';
import { heldIn, pdf } from '../../support/papers.ts';
import { randomFrom, type Random } from '../../support/random.ts';
import type { Figure } from '../figure.ts';
import { browserOn, type Browser } from '../support/browser.ts';
import { homes, type HomeName } from '../support/home.ts';
import { fieldPart, filePart } from '../support/odd-multipart.ts';
import { oneFault } from '../support/one-fault.ts';
import type { PerRequest } from '../support/per-request.ts';
import { noTotals, tallyOf, untilTaken, type Totals } from '../support/pressing.ts';
import { openRacedApp } from '../support/raced-app.ts';

const sessionCount = 10;
const callsPerMove = 5;
/** A conflict is shown, and what it shows is sent. */
const again: ReadonlySet<number> = new Set([409, 503]);
const mostFiles = 50;
const keptMs = 2 * 86_400_000;
/** Where files are asked for: several in one answer, and one in each of four. */
const fieldOf = { bills: 'bills', p0: 'one', p1: 'one', p2: 'one', p3: 'one' } as const;
type Step = keyof typeof fieldOf;
const steps: readonly Step[] = ['p0', 'p1', 'p2', 'p3'];

/** Files lost, doubled or left behind where two or eight tabs of one session upload and remove them at the same time. */
export const racingFiles: Figure = {
  name: 'racing-files',
  must: 'acknowledged files lost, changed, doubled or back after they were removed, in 800 pairs and 800 groups of 8 that upload to one answer and to several, and remove, and press again what met a conflict or a fault; files left after the sweep: 0',
  breaks: ['revisions'],
  async run({ quick, broken, seed }) {
    const [pairs, groups] = quick ? [20, 20] : [400, 400];
    const totals = noTotals();
    for (const name of homes) await raceIn(name, { pairs, groups, broken, random: randomFrom(seed) }, totals);
    return tallyOf(totals);
  },
};

interface Scale {
  readonly pairs: number;
  readonly groups: number;
  readonly broken: string | undefined;
  readonly random: Random;
}

async function raceIn(
  name: HomeName,
  { pairs, groups, broken, random }: Scale,
  totals: Totals,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'stepway-chaos-'));
  const stored = folderFiles(folder);
  const { app, home, faults, close } = await openRacedApp(name, {
    wizards: [drawers],
    random,
    broken,
    files: stored,
  });
  const lanes = Array.from({ length: sessionCount }, async () => {
    const race = racer({ app, browser: browserOn(app), random, faults, totals });
    for (let round = 0; round < pairs / sessionCount; round += 1) await race(2);
    for (let round = 0; round < groups / sessionCount; round += 1) await race(8);
  });
  await Promise.all(lanes);
  await close();
  await sweepFiles({ files: stored, journal: home.journal, now: () => Date.now() + keptMs });
  const left = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((each) =>
    each.isFile(),
  );
  totals.failed += left.length;
  if (left.length > 0) totals.first ||= `; ${left.length} files left after the sweep`;
  await rm(folder, { recursive: true });
  await home.close();
}

interface Racing {
  readonly app: Parameters<typeof inject>[0];
  readonly browser: Browser;
  readonly random: Random;
  readonly faults: PerRequest;
  readonly totals: Totals;
}

/** A file to be put into an answer, or one to be taken out of it; contents are new each time. */
interface Move {
  readonly kind: 'upload' | 'remove';
  readonly step: Step;
  readonly content: string;
}

/** A visitor, and how so many of their tabs race. */
function racer({ app, browser, random, faults, totals }: Racing): (tabs: 2 | 8) => Promise<void> {
  let made = 0;
  let kept: ReadonlySet<string> = new Set();
  const singles = new Map<Step, readonly string[]>();
  const send = (step: Step, body: Buffer): Promise<Answer> =>
    inject(app, {
      method: 'POST',
      url: `/drawers/${step}`,
      headers: { cookie: browser.cookie(), 'content-type': 'multipart/form-data; boundary=x' },
      body,
    });

  /** Opens the page and sends it with what the move adds or ticks. */
  const press = async ({ kind, step, content }: Move): Promise<{ readonly status: number }> => {
    const page = await browser.copy().get(`/drawers/${step}`);
    // A page that did not come shows nothing, and says nothing of what is held.
    if (page.status !== 200) return page;
    const held = heldIn(page.text);
    const field = fieldOf[step];
    const tokens = held.filter(([name]) => name === field).map(([, token]) => token);
    const isOf = (token: string) => readToken(token)?.['name'] === `${content}.pdf`;
    // What was written although the answer said otherwise is done already.
    if (tokens.some(isOf) === (kind === 'upload')) return { status: 303 };
    const ticked = kind === 'remove' ? tokens.filter(isOf) : [];
    const parts = [
      ...held.map(([name, value]) => fieldPart(name, value)),
      ...ticked.map((token) => fieldPart(`${field}-remove`, token)),
      ...(kind === 'upload' ? [filePart(field, `${content}.pdf`, pdf(content))] : []),
    ];
    return send(step, Buffer.concat([...parts, Buffer.from('--x--\r\n')]));
  };

  const pressFaulty = (move: Move) =>
    random.chance(0.1) ? faults.run(oneFault(random, callsPerMove), () => press(move)) : press(move);

  return async (tabs) => {
    if (browser.cookie() === '') await start(browser);
    const moves = movesOf(tabs, { kept: [...kept], fresh: () => `f${(made += 1)}`, random });
    const statuses = await Promise.all(
      moves.map((move) => untilTaken(() => pressFaulty(move), totals, again)),
    );
    const next = new Set(kept);
    for (const { kind, step, content } of moves) {
      if (kind === 'remove') next.delete(content);
      else if (step === 'bills') next.add(content);
      else singles.set(step, [content]);
    }
    kept = next;
    const wrong = [
      ...(await differences(browser, 'bills', [...kept])),
      ...(await Promise.all(steps.map((step) => differences(browser, step, singles.get(step) ?? [])))).flat(),
      ...statuses.flatMap((status, at) =>
        status === 303 ? [] : [`${moves[at]?.kind} ${moves[at]?.step} got ${status}`],
      ),
    ];
    totals.tried += 1;
    totals.moves += moves.length;
    if (wrong.length === 0) return;
    totals.failed += 1;
    totals.first ||= `; first: ${wrong.join(', ')}`;
  };
}

/** What the tabs do at the same time: to one answer, where they add and remove, and to each of several. */
function movesOf(
  tabs: 2 | 8,
  {
    kept,
    fresh,
    random,
  }: { readonly kept: readonly string[]; readonly fresh: () => string; readonly random: Random },
): readonly Move[] {
  const upload = (step: Step): Move => ({ kind: 'upload', step, content: fresh() });
  const removals = kept
    .filter(() => random.chance(0.4))
    .slice(0, 3)
    .map((content): Move => ({ kind: 'remove', step: 'bills', content }));
  const uploads = Array.from({ length: 4 - removals.length }, () => upload('bills'));
  const all = [...removals, ...uploads, ...steps.map(upload)];
  if (tabs === 8) return all;
  // To one answer as often as to two.
  const first = random.between(0, 3);
  return [all[first]!, all[random.chance(0.5) ? (first + 1) % 4 : first + 4]!];
}

/** Answers every step with nothing, so that each is reached: an upload to any other is sent on, and not taken. */
async function start(browser: Browser): Promise<void> {
  for (const step of ['bills', ...steps]) {
    await browser.get(`/drawers/${step}`);
    await browser.post(`/drawers/${step}`, { _page: step });
  }
}

/** How what an answer serves differs from the contents that it is to have, each once. */
async function differences(
  browser: Browser,
  step: Step,
  contents: readonly string[],
): Promise<readonly string[]> {
  const served: string[] = [];
  for (let number = 1; number <= contents.length + 1; number += 1) {
    const { status, text } = await browser.get(`/drawers/${step}/${fieldOf[step]}/${number}`);
    if (status !== 200) break;
    served.push(text);
  }
  const wanted = contents.map((content) => pdf(content).toString());
  const isSame = served.toSorted().join('|') === wanted.toSorted().join('|');
  const extra = served.filter((each, at) => !wanted.includes(each) || served.indexOf(each) !== at);
  const gone = contents.filter((_, at) => !served.includes(wanted[at] ?? ''));
  return isSame
    ? []
    : [
        `${step} has ${served.length} of ${wanted.length}, too many: ${extra.map((each) => /f\d+/.exec(each)?.[0]).join()}, gone: ${gone.join()}`,
      ];
}

const one = { one: file('One', { types: ['application/pdf'] }).optional() };

const drawers = wizard({ id: 'drawers', title: 'Drawers', version: 1, start: false })
  .step('bills', {
    title: 'Bills',
    fields: {
      bills: files('Bills', { types: ['application/pdf'] })
        .max(mostFiles)
        .optional(),
    },
  })
  .step('p0', { title: 'First', fields: one })
  .step('p1', { title: 'Second', fields: one })
  .step('p2', { title: 'Third', fields: one })
  .step('p3', { title: 'Fourth', fields: one })
  .complete({ action: 'Send' });
