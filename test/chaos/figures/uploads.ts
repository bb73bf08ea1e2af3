import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request, type Agent as HttpAgent, Agent } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pino } from 'pino';
import { createApp } from '../../../src/app/server.ts';
import type { FileStore } from '../../../src/completion/file-store.ts';
import { sweepFiles } from '../../../src/completion/sweep-files.ts';
import { readToken } from '../../../src/controls/reading/file-tokens.js';
import { WizardError } from '../../../src/errors.ts';
import { folderFiles } from '../../../src/storage/embedded/files.ts';
import { memoryStorage } from '../../../src/storage/memory/storage.ts';
import { testConfig } from '../../support/memory-app.ts';
import { heldIn, papers } from '../../support/papers.ts';
import { randomFrom, type Random } from '../../support/random.ts';
import type { Figure } from '../figure.ts';
import { oddText } from '../support/odd-bodies.ts';
import { fieldPart, filePart, spoiltMultipart } from '../support/odd-multipart.ts';

const expected: ReadonlySet<number> = new Set([200, 303, 400, 404, 409, 410, 413, 415, 422, 503]);
const dayMs = 86_400_000;

/** Uploads into a folder that is full, away or slow now and then, by lines that break off, beside those who try others' files. */
export const uploads: Figure = {
  name: 'uploads',
  must: 'of 2,000 visitors who upload files while the folder fails, lines break off and bodies are odd: acknowledged files that are not there as a whole, files that another session got, answers other than 200, 303, 4xx and 503, files left after the sweep: 0',
  breaks: ['awaited-files'],
  async run({ quick, seed, broken }) {
    const random = randomFrom(seed);
    const folder = await mkdtemp(join(tmpdir(), 'stepway-chaos-'));
    const whole = folderFiles(folder);
    const storage = {
      ...memoryStorage(),
      files: faulty(whole, { random, isBroken: broken === 'awaited-files' }),
    };
    const { app, forms } = createApp({
      config: testConfig,
      wizards: [papers()],
      storage,
      log: pino({ level: 'silent' }),
    });
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const agent = new Agent({ keepAlive: true, maxSockets: 32 });
    const counts = { tried: 0, acknowledged: 0, lost: 0, stolen: 0, strange: 0, first: '' };
    const seen: string[] = [];
    let left = quick ? 80 : 2_000;
    const lane = async () => {
      while (left > 0) {
        left -= 1;
        await visit({ agent, port, random, whole, seen, counts });
      }
    };
    await Promise.all(Array.from({ length: 8 }, lane));
    agent.destroy();
    server.closeAllConnections();
    server.close();
    await forms.close(0);
    const now = () => Date.now() + 2 * dayMs;
    await sweepFiles({ files: whole, journal: storage.submissions, now });
    const orphans = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((each) =>
      each.isFile(),
    ).length;
    await rm(folder, { recursive: true });
    const { tried, acknowledged, lost, stolen, strange, first } = counts;
    const note = `${acknowledged} acknowledged files, ${lost} lost, ${stolen} got by others, ${strange} strange answers, ${orphans} left after the sweep${first === '' ? '' : `; first: ${first}`}`;
    return { tried, failed: lost + stolen + strange + orphans, note };
  },
};

/** A store whose uploads fail in a fifth of all cases: at once, or after the beginning. */
function faulty(
  files: FileStore,
  { random, isBroken }: { readonly random: Random; readonly isBroken: boolean },
): FileStore {
  return {
    ...files,
    async put(file, content, facts) {
      const dice = random.next();
      if (dice >= 0.2) return files.put(file, content, facts);
      const broken = async function* () {
        for await (const chunk of content) {
          yield chunk;
          if (dice < 0.1) break;
        }
        if (!isBroken) throw new WizardError(dice < 0.1 ? 'STORE_FULL' : 'STORE_UNREACHABLE');
      };
      if (!isBroken) return files.put(file, broken(), facts);
      // Acknowledged without having waited for the disk.
      for await (const _ of content);
      return { ...file, ...facts() };
    },
  };
}

interface Setting {
  readonly agent: HttpAgent;
  readonly port: number;
  readonly random: Random;
  readonly whole: FileStore;
  /** Ids that somebody's answers named, for those who try others' files. */
  readonly seen: string[];
  readonly counts: {
    tried: number;
    acknowledged: number;
    lost: number;
    stolen: number;
    strange: number;
    first: string;
  };
}

/** One visitor: answers the first step, uploads a few times, and tries somebody else's file. */
async function visit(setting: Setting): Promise<void> {
  const { random, whole, seen, counts } = setting;
  const first = await send(setting, {
    path: '/papers/you',
    type: 'application/x-www-form-urlencoded',
    body: Buffer.from('name=Ann'),
  });
  const { cookie } = first;
  const own = new Set<string>();
  for (let n = 0; n < 4; n += 1) {
    counts.tried += 1;
    const page = await send(setting, { path: '/papers/proof', cookie });
    const content = Buffer.concat([
      Buffer.from('%PDF-1.7\n'),
      Buffer.alloc(random.between(0, 900), oddText(random) || 'x'),
    ]);
    const held = heldIn(page.text).filter(([name]) => name.startsWith('_'));
    const others = seen.filter((each) => !own.has(each));
    const stolen = random.chance(0.3) && others.length > 0 ? random.pick(others) : undefined;
    const parts = [
      ...held.map(([name, value]) => fieldPart(name, value)),
      fieldPart('note', 'A'),
      ...(stolen === undefined
        ? [filePart('scan', oddText(random) || 'a.pdf', content)]
        : [fieldPart('scan', JSON.stringify({ id: stolen, name: 'x', bytes: 1 }))]),
    ];
    const body = random.chance(0.1)
      ? spoiltMultipart(Buffer.concat(parts), random)
      : Buffer.concat([...parts, Buffer.from('--x--\r\n')]);
    const cutAt = random.chance(0.1) ? random.between(1, body.length) : undefined;
    const sent = await send(setting, {
      path: '/papers/proof',
      cookie,
      type: 'multipart/form-data; boundary=x',
      body,
      cutAt,
    });
    if (sent.status === 0) continue;
    if (!expected.has(sent.status)) {
      counts.strange += 1;
      counts.first ||= `${sent.status}`;
    }
    const stored = await send(setting, { path: '/papers/proof', cookie });
    const id = heldIn(stored.text)
      .flatMap(([name, value]) => (name === 'scan' ? [readToken(value)] : []))
      .at(0)?.['id'];
    if (stolen !== undefined && id === stolen) counts.stolen += 1;
    if (sent.status !== 303 || typeof id !== 'string') continue;
    counts.acknowledged += 1;
    const rests = await whole.open(id);
    const found = rests === undefined ? undefined : await buffer(rests);
    const known = await whole.find(id);
    if (found === undefined || known?.sha256 !== createHash('sha256').update(found).digest('hex'))
      counts.lost += 1;
    const served = await send(setting, { path: '/papers/proof/scan/1', cookie });
    if (served.status !== 200) counts.lost += 1;
    if ((await send(setting, { path: '/papers/proof/scan/1' })).status !== 404) counts.stolen += 1;
    own.add(id);
    seen.push(id);
  }
}

interface Sending {
  readonly path: string;
  readonly cookie?: string | undefined;
  readonly type?: string;
  readonly body?: Buffer;
  /** Where the line breaks off. */
  readonly cutAt?: number | undefined;
}

/** Status 0 when the line broke off. */
function send(
  { agent, port }: Pick<Setting, 'agent' | 'port'>,
  { path, cookie, type, body, cutAt }: Sending,
): Promise<{ readonly status: number; readonly text: string; readonly cookie: string }> {
  return new Promise((resolve) => {
    const headers = {
      ...(cookie === undefined ? {} : { cookie }),
      ...(type === undefined || body === undefined
        ? {}
        : { 'content-type': type, 'content-length': body.length }),
    };
    const sending = request(
      { agent, port, path, method: body === undefined ? 'GET' : 'POST', headers },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.once('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            text: Buffer.concat(chunks).toString(),
            cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '',
          }),
        );
      },
    );
    sending.once('error', () => resolve({ status: 0, text: '', cookie: '' }));
    if (body === undefined || cutAt === undefined) return void sending.end(body);
    sending.write(body.subarray(0, cutAt), () => sending.destroy(new Error('cut')));
  });
}
