import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import type { FileStore } from '../../../../src/completion/file-store.ts';
import { sweepFiles } from '../../../../src/completion/sweep-files.ts';
import { readToken } from '../../../../src/controls/reading/file-tokens.js';
import type { FileRef } from '../../../../src/definition/file-ref.ts';
import { undoMs } from '../../../../src/engine/state.ts';
import { folderFiles } from '../../../../src/storage/embedded/files.ts';
import { heldIn } from '../../../support/papers.ts';
import { randomFrom, type Random } from '../../../support/random.ts';
import type { Figure } from '../../figure.ts';
import { openClient, type Client } from '../client.ts';
import { startServer, type ServerProcess } from '../server-process.ts';
import { openSharedHome, type SharedHome } from '../shared-home.ts';
import { insist, sessionIdOf, triedCookie } from '../visitor.ts';

const lanes = 4;
const maxUploadBytes = 100_000;
const path = '/bills/bills';

/** Uploads at once that would be too much together, to two servers, one of which is killed again and again. */
export const killedQuotas: Figure = {
  name: 'killed-quotas',
  must: 'sessions near the limit of their files whose pairs and groups of 8 upload at once to two servers, one of them killed again and again, and that have more than the limit then, or lost an acknowledged file, or are refused where there is room, or after all was deleted: 0 of 400',
  breaks: ['fresh-room'],
  async run({ quick, seed, broken }) {
    const home = await openSharedHome('lmdb');
    const settings = {
      ...home.settings,
      STARTS_PER_MINUTE: '0',
      MAX_UPLOAD_BYTES: String(maxUploadBytes),
      STEPWAY_CHAOS_BREAK: broken,
    };
    const [calm, doomed] = await Promise.all([startServer(settings), startServer(settings)]);
    const client = openClient();
    const random = randomFrom(seed);
    const files = folderFiles(join(home.settings['STEPWAY_DATA'] ?? '', 'data', 'files'));
    const visiting = { home, client, calm, doomed, random, files };
    const counts = { tried: 0, failed: 0, taken: 0, refused: 0, first: '' };
    let left = quick ? 12 : 400;
    const lane = async () => {
      while (left > 0) {
        left -= 1;
        await visit(visiting, counts);
      }
    };
    const visits = Promise.all(Array.from({ length: lanes }, lane)).then(() => 'over' as const);
    let kills = 0;
    while ((await Promise.race([visits, pause(random.between(100, 600))])) !== 'over') {
      await doomed.kill();
      await doomed.restart();
      kills += 1;
    }
    client.close();
    await Promise.all([calm.kill(), doomed.kill()]);
    await home.close();
    const { tried, failed, taken, refused, first } = counts;
    return { tried, failed, note: `${taken} files taken, ${refused} refused, ${kills} kills${first}` };
  },
};

interface Visiting {
  readonly home: SharedHome;
  readonly client: Client;
  readonly calm: ServerProcess;
  readonly doomed: ServerProcess;
  readonly random: Random;
  readonly files: FileStore;
}

interface Counts {
  tried: number;
  failed: number;
  taken: number;
  refused: number;
  first: string;
}

/** One visitor: comes near the limit, uploads from eight tabs at once, deletes all, and uploads again. */
async function visit(visiting: Visiting, counts: Counts): Promise<void> {
  const { home, client, calm, random, files } = visiting;
  const toCalm = { client, portFor: () => calm.port };
  const cookie = await openSession(visiting);
  const taken = new Map<string, string>();
  const wrong: string[] = [];

  /** Uploads so many files of such sizes at once, and looks at what came of it. */
  const race = async (tabs: number, [least, most]: readonly [number, number]) => {
    await Promise.all(
      Array.from({ length: tabs }, async () => {
        const content = contentOf(random.between(least, most));
        const hash = sha256(content);
        // Alone nobody is killed: what comes of it is certain.
        const portFor = () => (tabs === 1 || random.chance(0.5) ? visiting.calm.port : visiting.doomed.port);
        const came = await upload({ ...visiting, cookie, portFor }, { name: `${hash}.pdf`, content });
        if (came === 'taken') taken.set(hash, hash);
        if (came === 'taken') counts.taken += 1;
        else counts.refused += 1;
        if (came !== 'taken' && tabs === 1) wrong.push(`${content.length} bytes alone: ${came}`);
        if (came !== 'taken' && came !== 'refused') wrong.push(came);
      }),
    );
    const refs = await answered(home, cookie);
    const bytes = refs.reduce((sum, ref) => sum + ref.bytes, 0);
    if (bytes > maxUploadBytes) wrong.push(`${bytes} bytes after ${tabs} at once`);
    for (const hash of taken.keys()) {
      const ref = refs.find((each) => each.sha256 === hash);
      const content = ref === undefined ? undefined : await files.open(ref.id);
      if (content === undefined || sha256(await buffer(content)) !== hash) wrong.push('a file is lost');
    }
  };
  const room = async () =>
    maxUploadBytes - (await files.bytesOf((await runOf(home, cookie))?.instance ?? ''));

  await race(1, [40_000, 60_000]);
  await race(8, [8_000, 20_000]);
  // What a kill cut off is there and nobody's: it counts until it is swept.
  const small = await room();
  if (small > 100) await race(1, [small, small]);
  await insist(toCalm, { path: '/bills/end', cookie, form: {} }, ({ status }) => status === 303);
  await sweepFiles({ files, journal: home.journal, now: () => Date.now() + undoMs + 1_000 });
  taken.clear();
  await begin(visiting, cookie);
  await race(1, [70_000, 80_000]);
  await race(2, [15_000, 20_000]);

  counts.tried += 1;
  if (wrong.length === 0) return;
  counts.failed += 1;
  counts.first ||= `; first: ${wrong.join(', ')}`;
}

async function openSession({ client, calm }: Visiting): Promise<string> {
  const first = await insist(
    { client, portFor: () => calm.port },
    { path: '/bills/you', cookie: triedCookie, form: { name: 'Ann', _page: 'page' } },
    ({ status, cookie }) => status === 303 && cookie !== undefined,
  );
  return first?.cookie ?? '';
}

/** Answers the first step of a new run in a session that is there. */
async function begin({ client, calm }: Visiting, cookie: string): Promise<void> {
  const form = { name: 'Ann', _page: 'another page' };
  const toCalm = { client, portFor: () => calm.port };
  await insist(toCalm, { path: '/bills/you', cookie, form }, ({ status }) => status === 303);
}

interface Uploading extends Visiting {
  readonly cookie: string;
  readonly portFor: () => number;
}

const longestMs = 60_000;

/** Opens the page and sends it with one more file, again after a conflict, a fault or a broken line. */
async function upload(
  { client, cookie, portFor }: Uploading,
  { name, content }: { readonly name: string; readonly content: Buffer },
): Promise<string> {
  const started = performance.now();
  while (performance.now() - started < longestMs) {
    const port = portFor();
    const page = await client.send({ port, path, cookie }).catch(() => undefined);
    if (page?.status === 200) {
      const held = heldIn(page.text);
      if (held.some(([field, token]) => field === 'bills' && readToken(token)?.['name'] === name))
        return 'taken';
      const form = new FormData();
      for (const [field, value] of held) form.append(field, value);
      form.append('bills', new Blob([content]), name);
      const sent = { method: 'POST', body: form, headers: { cookie }, redirect: 'manual' } as const;
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, sent)
        .then(async (came) => ({ status: came.status, text: await came.text() }))
        .catch(() => undefined);
      if (answer?.status === 303) return 'taken';
      if (answer?.status === 422)
        return answer.text.includes('All your files together') ? 'refused' : 'refused in other words';
      if (answer !== undefined && answer.status !== 409 && answer.status !== 503)
        return `answered with ${answer.status}`;
    }
    await pause(30);
  }
  return 'not answered';
}

async function runOf(home: SharedHome, cookie: string) {
  return (await home.stateOf(sessionIdOf(cookie)))?.wizards['bills'];
}

async function answered(home: SharedHome, cookie: string): Promise<readonly FileRef[]> {
  const run = await runOf(home, cookie);
  return (run?.answers['bills']?.['bills'] ?? []) as unknown as readonly FileRef[];
}

/** A PDF, as far as its beginning says, that nobody else sends. */
function contentOf(bytes: number): Buffer {
  const head = Buffer.from('%PDF-1.7\n');
  return Buffer.concat([head, randomBytes(Math.max(bytes - head.length, 16))]);
}

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
