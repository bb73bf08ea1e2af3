import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runInNewContext } from 'node:vm';
import { pino } from 'pino';
import { createApp } from '../../../src/app/server.ts';
import type { Json } from '../../../src/definition/answers.ts';
import type { Field } from '../../../src/definition/field.ts';
import { placesOf } from '../../../src/definition/place.ts';
import { normalise, readAnswers, readRaw } from '../../../src/form/read.ts';
import { validate } from '../../../src/form/validate.ts';
import { readStamp } from '../../../src/http/intent.ts';
import { memoryFiles } from '../../../src/storage/memory/files.ts';
import { testConfig } from '../../support/memory-app.ts';
import { papers } from '../../support/papers.ts';
import type { Figure, Tally } from '../figure.ts';
import { browserOn } from '../support/browser.ts';
import { openHome } from '../support/home.ts';
import { journeys } from '../support/journeys.ts';
import { oddBody, oddBytes } from '../support/odd-bodies.ts';
import { oddMultipart } from '../support/odd-multipart.ts';
import { randomFrom, type Random } from '../../support/random.ts';

const wizards = [...new Set(journeys.map(({ definition }) => definition))];
/** The author's own check of this step waits, as a service would; nothing of it reads the body. */
const places = wizards
  .flatMap((each) => placesOf(each))
  .filter((place) => place.kind === 'step')
  .filter(({ step, key }) => step.fields.length > 0 && key !== 'job');
const withFiles = papers();
/** Of a body of 1 MB: it was 950 before lists were bounded. */
const mostWorkMs = 400;
const expected: ReadonlySet<number> = new Set([303, 400, 403, 409, 410, 413, 415, 422]);

/** Bodies of every odd kind through reading, normalising and validating. */
export const fuzzedBodies: Figure = {
  name: 'fuzzed-bodies',
  must: `throws and changed prototypes in 1,000,000 fuzzed bodies in process: 0; memory growth below 64 MB; work for one body of 1 MB at most ${mostWorkMs} ms of the processor`,
  breaks: ['own-properties', 'bounded-lists'],
  async run({ quick, seed, broken }): Promise<Tally> {
    const random = randomFrom(seed);
    const count = quick ? 15_000 : 1_000_000;
    const prototypes = prototypesNow();
    const counts = { thrown: 0, changed: 0, first: '' };
    const context = {
      now: new Date(),
      today: '2026-03-01',
      services: undefined,
      context: () => undefined,
      signal: () => new AbortController().signal,
    };
    await feed(Math.min(count, 5_000));
    const before = heapBytes();
    await feed(count);
    const growthMb = (heapBytes() - before) / 1e6;

    async function feed(bodies: number): Promise<void> {
      for (let index = 0; index < bodies; index += 1) {
        const place = random.pick(places);
        const { step, key } = place;
        const body = oddBody(step, random);
        try {
          readStamp(typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {});
          if (broken === 'own-properties') assignDeep({}, body);
          const [form, json] = [normalise(step, readRaw(step, body)), readAnswers(step, body)];
          const earlier = () => ({ live: earlierOf(key) });
          await validate(place, index % 2 === 0 ? form : json, { ...context, earlier });
        } catch (error) {
          counts.thrown += 1;
          counts.first ||= `${key}: ${error instanceof Error ? error.stack?.slice(0, 300) : String(error)} of ${JSON.stringify(body)}`;
        }
        if (prototypesNow() !== prototypes) {
          counts.changed += 1;
          Reflect.deleteProperty(Object.prototype, 'polluted');
        }
      }
    }
    const heavy = await heaviest(quick ? 100 : 2_000, random, broken === 'bounded-lists');

    const { thrown, changed, first } = counts;
    const note = `${thrown} thrown, ${changed} changed prototypes, ${growthMb.toFixed(1)} MB more on the heap, at most ${heavy.ms.toFixed(0)} ms for one body (${heavy.what})${first === '' ? '' : `; first: ${first}`}`;
    return { tried: count, failed: thrown + changed + (growthMb < 64 ? 0 : 1) + heavy.tooLong, note };
  },
};

/** Values that a body of 1 MB can hold, each as JSON has it. */
const heavyValues: { readonly [what: string]: () => Json } = {
  'a list of one value': () => Array.from({ length: 450_000 }, () => 1),
  'a list of unknown options': () => Array.from({ length: 150_000 }, (_, n) => `x${n % 10}`),
  'a list of objects': () => Array.from({ length: 330_000 }, () => ({})),
  'a long word': () => 'a'.repeat(1_000_000),
  'a long number': () => '1 '.repeat(500_000),
  'a long address': () => 'a@b.'.repeat(250_000),
  'many lines': () => '\r\n'.repeat(500_000),
  'marks that nobody sees': () => '\u200b'.repeat(330_000),
};

const isList = ({ shape }: Field) => shape === 'list';

/** The most work that one of the heaviest bodies makes, by the processor's time: others may keep the machine busy. */
async function heaviest(count: number, random: Random, isUnbounded: boolean) {
  const worst = { ms: 0, what: '', tooLong: 0 };
  const signal = new AbortController().signal;
  for (let n = 0; n < count; n += 1) {
    const [what, valueOf] = random.pick(Object.entries(heavyValues));
    const value = valueOf();
    // Where it weighs most: of a list each value is judged.
    const fitting = Array.isArray(value) ? places.filter(({ step }) => step.fields.some(isList)) : places;
    const place = random.pick(fitting);
    const { name } = place.step.fields.find(isList) ?? random.pick(place.step.fields);
    const body = { [name]: value };
    const work = async () => {
      const json = isUnbounded ? body : readAnswers(place.step, body);
      const candidate =
        typeof value === 'string' && n % 2 === 0 ? normalise(place.step, readRaw(place.step, body)) : json;
      const earlier = () => ({ live: earlierOf(place.key) });
      const at = {
        now: new Date(),
        today: '2026-03-01',
        earlier,
        services: undefined,
        context: () => undefined,
        signal: () => signal,
      };
      await validate(place, candidate, at);
    };
    const first = await processorMs(work);
    // Of the same body again the second time counts: collecting what others left is none of its work.
    const ms = first > mostWorkMs ? Math.min(first, await processorMs(work)) : first;
    if (ms > mostWorkMs) worst.tooLong += 1;
    if (ms > worst.ms) Object.assign(worst, { ms, what: `${what} as ${place.key}.${name}` });
  }
  return worst;
}

/** How much of the processor's time something takes. */
async function processorMs(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** The same over HTTP, as bytes of every type. */
export const fuzzedRequests: Figure = {
  name: 'fuzzed-requests',
  must: 'answers other than 303, 400, 403, 409, 410, 413, 415 and 422 to 20,000 fuzzed bodies over HTTP, multipart ones among them, and lost connections: 0',
  breaks: ['depth-limit', 'parser-errors'],
  async run({ quick, seed, broken }): Promise<Tally> {
    const random = randomFrom(seed);
    const home = await openHome('memory');
    const log = pino({ level: 'silent' });
    const served = [...wizards, withFiles];
    const storage = { ...home.storage, files: memoryFiles() };
    const { app, forms } = createApp({ config: testConfig, wizards: served, storage, log });
    const naive =
      broken === 'depth-limit' ? recursing(app) : broken === 'parser-errors' ? unguarded(app) : app;
    const server = createServer(naive).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const agent = new Agent({ keepAlive: true, maxSockets: 20 });
    const cookie = await answeredCookie(app);
    const counts = new Map<string, number>();
    let left = quick ? 1_500 : 20_000;
    const tried = left;
    let failed = 0;
    const lane = async () => {
      while (left > 0) {
        left -= 1;
        const outcome = await send({ agent, port, cookie }, random);
        counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
        if (!expected.has(Number(outcome))) failed += 1;
      }
    };
    await Promise.all(Array.from({ length: 20 }, lane));
    agent.destroy();
    server.close();
    await forms.close(0);
    const note = [...counts]
      .toSorted()
      .map(([outcome, count]) => `${outcome}: ${count}`)
      .join(', ');
    return { tried, failed, note };
  },
};

async function send(
  { agent, port, cookie }: { readonly agent: Agent; readonly port: number; readonly cookie: string },
  random: Random,
): Promise<string> {
  const isMultipart = random.chance(0.2);
  const definition = isMultipart ? withFiles : random.pick(wizards);
  const { step, key } = random.pick(placesOf(definition).filter((place) => place.kind === 'step'));
  const { type, body } = isMultipart ? oddMultipart(step, random) : oddBytes(step, random);
  const path = `/${definition.id}/${random.chance(0.1) ? random.pick(['check', 'start', 'keep']) : key}`;
  return new Promise((resolve) => {
    const headers = {
      'content-type': type,
      'content-length': body.length,
      ...(random.chance(0.5) ? { cookie } : {}),
    };
    const sent = request({ agent, port, path, method: 'POST', headers }, (answer) => {
      answer.resume();
      // `keep` answers 200 in a session; `start` and `check` lead on.
      const isKeep = path.endsWith('/keep') && answer.statusCode === 200;
      answer.once('end', () => resolve(String(isKeep ? 303 : answer.statusCode)));
    });
    sent.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'));
    sent.end(body);
  });
}

async function answeredCookie(app: Parameters<typeof browserOn>[0]): Promise<string> {
  let cookie = '';
  const jar = browserOn((req, res) => {
    res.once('finish', () => (cookie = String(res.getHeader('set-cookie')).split(';')[0] ?? ''));
    app(req, res);
  });
  await jar.post('/feedback/visit', { found: 'no' });
  await jar.post('/papers/you', { name: 'Ann' });
  return cookie;
}

/** What a reader without a bound on depth does, in front of the app. */
function recursing(app: Parameters<typeof createServer>[1] & object): typeof app {
  const depthOf = (value: unknown): number =>
    typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
  return (req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      try {
        depthOf(JSON.parse(Buffer.concat(chunks).toString()));
        res.writeHead(422).end();
      } catch (error) {
        res.writeHead(error instanceof RangeError ? 500 : 422).end();
      }
    });
  };
}

/** A reader of multipart bodies that takes them to be as browsers send them, in front of the app. */
function unguarded(app: Parameters<typeof createServer>[1] & object): typeof app {
  return (req, res) => {
    if (!req.headers['content-type']?.startsWith('multipart/')) return app(req, res);
    req.resume().once('end', () => res.writeHead(500).end());
  };
}

function earlierOf(key: string): { readonly [step: string]: { readonly [field: string]: string } } {
  return key === 'nationality'
    ? {}
    : { travel: { arrival: '2035-03-01', departure: '2035-05-01' }, purpose: { purpose: 'visit' } };
}

function prototypesNow(): string {
  return [Object.prototype, Array.prototype, String.prototype, Function.prototype]
    .map((prototype) => Reflect.ownKeys(prototype).length)
    .join();
}

// A context made after the flag was set has it.
const collect = runInNewContext('gc') as () => void;

function heapBytes(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

/** A merge as libraries had it before CVE-2018-3721: it follows `__proto__`. */
function assignDeep(target: Record<string, unknown>, source: unknown): void {
  if (typeof source !== 'object' || source === null) return;
  for (const [key, value] of Object.entries(source)) {
    if (key === '__proto__') Object.assign(Object.prototype, { polluted: true });
    else target[key] = value;
  }
}
