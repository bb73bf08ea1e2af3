import { randomBytes } from 'node:crypto';
import { embeddedStorage } from 'stepway';
import { openBackend } from '../backends.mjs';
import { startContestant } from '../contestants.mjs';
import { answerSteps } from '../round.mjs';
import { inTurns, medianOf, quantile, ratioOf } from '../statistics.mjs';
import { get, newVisitor, post } from '../visitor.mjs';

const sizes = { thousand: 1_000, million: 1_000_000 };
const batch = 1_000;
const visitorCount = 20;
const requestsEach = 20;

/** How long a visitor waits (p95, one at a time) on LMDB with a million stored sessions, against a thousand. */
export async function measureMillion({ rounds }) {
  const backend = await openBackend('lmdb');
  const servers = {};
  try {
    for (const [size, count] of Object.entries(sizes)) {
      await fill(size, count, backend);
      servers[size] = await startContestant('stepway', { envOf: () => backend.envOf(size) });
    }
    const measured = await inTurns(servers, { rounds, warmUps: 3 }, playVisitors);
    return ['page again', 'POST saved'].map((kind) => ({
      what: `${kind}, a million stored sessions, p95`,
      stepway: `${medianOf(measured, 'million', kind).toFixed(2)} ms`,
      itself: `${ratioOf(measured, 'million', 'thousand', kind)} × a thousand`,
    }));
  } finally {
    for (const server of Object.values(servers)) await server.stop();
    await backend.close();
  }
}

/** Copies the session of one visitor under so many ids. */
async function fill(size, count, backend) {
  const env = backend.envOf(size);
  const server = await startContestant('stepway', { envOf: () => env });
  const visitor = newVisitor(server.url);
  await answerSteps(visitor, 3);
  await server.stop();
  const id = decodeURIComponent(visitor.cookies.get('sid')).slice(2).split('.', 1)[0];
  const storage = await embeddedStorage({ folder: env.DATA });
  const session = await call((done) => storage.sessions.get(id, done));
  for (let filled = 1; filled < count; filled += batch) {
    const ids = Array.from({ length: Math.min(batch, count - filled) }, () =>
      randomBytes(24).toString('base64url'),
    );
    await Promise.all(ids.map((each) => call((done) => storage.sessions.set(each, { ...session }, done))));
  }
  await storage.close();
}

const call = (start) =>
  new Promise((resolve, reject) => start((error, value) => (error ? reject(error) : resolve(value))));

async function playVisitors(server) {
  const waits = { 'page again': [], 'POST saved': [] };
  const timed = async (kind, status, send) => {
    const startedAt = performance.now();
    const answer = await send();
    waits[kind].push(performance.now() - startedAt);
    if (answer.status !== status) throw new Error(`${kind} answered ${answer.status}`);
  };
  for (let index = 0; index < visitorCount; index += 1) {
    const visitor = newVisitor(server.url);
    await answerSteps(visitor, 3);
    const { email, applicantType } = visitor.answers;
    for (let time = 0; time < requestsEach; time += 1) {
      await timed('page again', 200, () => get(visitor, '/permit/contact'));
      const changed = { email, phone: `0131 ${1000 + time}`, applicantType };
      await timed('POST saved', 303, () => post(visitor, '/permit/contact', changed));
    }
  }
  return Object.fromEntries(Object.entries(waits).map(([kind, ms]) => [kind, quantile(ms, 0.95)]));
}
