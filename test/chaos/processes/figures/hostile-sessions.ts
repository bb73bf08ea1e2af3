import { setTimeout as pause } from 'node:timers/promises';
import type { Figure } from '../../figure.ts';
import { openClient } from '../client.ts';
import { startServer } from '../server-process.ts';
import { openSharedHome } from '../shared-home.ts';
import { answer, openVisitor, sessionIdOf, stepCount } from '../visitor.ts';

const maxStateBytes = 256_000;
const longestValue = 900_000;
const healthyCount = 4;
/** Between two answers of a healthy visitor: these are people, not a benchmark. */
const thinkMs = 20;
const p99Ms = 300;

/** One session that is fed as much as a body can hold, again and again, beside visitors who answer a form. */
export const hostileSessions: Figure = {
  name: 'hostile-sessions',
  must: `bytes of a session that is fed without end at most ${maxStateBytes}, answers to it other than 303, 409 and 413: 0, and p99 of healthy visitors beside it under ${p99Ms} ms, or four times what it is without`,
  breaks: ['state-limit'],
  async run({ quick, broken }) {
    const home = await openSharedHome('lmdb');
    const limit = broken === 'state-limit' ? { MAX_STATE_BYTES: '100000000' } : {};
    const server = await startServer({ ...home.settings, ...limit });
    const { port } = server;
    const [client, hostile] = [openClient(), openClient()];
    const trying = { client, portFor: () => port };
    const visitors = await Promise.all(
      Array.from({ length: healthyCount }, (_, index) => openVisitor(`healthy-${index}`, trying)),
    );
    const { cookie } = await openVisitor('hostile', { ...trying, client: hostile });
    const before = new Map(hostile.seen.statuses);

    const p99Of = async (isOver: () => boolean) => {
      const from = client.times.length;
      const answers = visitors.map(async (visitor) => {
        for (let n = 0; !isOver(); n += 1) {
          await answer({ client, port }, visitor, `s${n % stepCount}`, `value ${n}`);
          await pause(thinkMs);
        }
      });
      await Promise.all(answers);
      const times = client.times.slice(from).map(({ ms }) => ms);
      return times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.99)] ?? Infinity;
    };
    const aloneUntil = performance.now() + 1_500;
    const alone = await p99Of(() => performance.now() > aloneUntil);

    const tried = quick ? 150 : 3_000;
    let left = tried;
    const feed = async () => {
      while (left > 0) {
        left -= 1;
        // Longer and longer, on each of the steps, held for later: nothing of it is ever judged.
        const value = 'z'.repeat(Math.ceil(longestValue * (1 - left / tried)));
        const form = { value, _carry: '1' };
        await hostile.send({ port, path: `/many/s${left % stepCount}`, cookie, form }).catch(() => undefined);
      }
    };
    const [p99] = await Promise.all([p99Of(() => left === 0), feed()]);

    const bytes = Buffer.byteLength(JSON.stringify(await home.stateOf(sessionIdOf(cookie))));
    client.close();
    hostile.close();
    await server.stop();
    await home.close();

    // Its own first answers are no part of it.
    const statuses = [...hostile.seen.statuses].map(
      ([status, count]) => [status, count - (before.get(status) ?? 0)] as const,
    );
    const odd = statuses.reduce((sum, [status, n]) => ([303, 409, 413].includes(status) ? sum : sum + n), 0);
    const unwell = [...client.seen.statuses].reduce((sum, [status, n]) => (status < 400 ? sum : sum + n), 0);
    const failed =
      odd +
      unwell +
      hostile.seen.broken +
      client.seen.broken +
      (bytes <= maxStateBytes ? 0 : 1) +
      (p99 < Math.max(p99Ms, 4 * alone) ? 0 : 1);
    const counts = statuses.map(([status, count]) => `${status}: ${count}`).join(', ');
    const note = `${bytes} bytes stored; ${counts}; p99 of healthy visitors ${alone.toFixed(1)} ms alone, ${p99.toFixed(1)} ms beside it`;
    return { tried, failed, note };
  },
};
