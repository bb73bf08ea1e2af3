import type { Figure } from '../../figure.ts';
import { openClient } from '../client.ts';
import { startServer } from '../server-process.ts';
import { openSharedHome, sharedHomes } from '../shared-home.ts';

const atOnce = 32;
const paths = ['/', '/many', '/many/s0', '/many/s3', '/many/check', '/many/done/NONE', '/order', '/nowhere'];
/** Nobody's cookies: none, forged, malformed, and the id of no session. */
const cookies = [undefined, 'stepway=s%3Aforged.signature', 'stepway=%E0%A4%A', 'stepway=', 'other=1'];

const isFault = (status: number) => status >= 500 && status !== 503;

/** Visits that answer nothing: what they leave in the store. */
export const anonymousGets: Figure = {
  name: 'anonymous-gets',
  must: 'sessions created, cookies set and 5xx but 503 answered by 100,000 anonymous GETs, half on each home: 0',
  breaks: ['save-uninitialized'],
  async run({ quick, broken }) {
    const share = quick ? 1_000 : 50_000;
    let [tried, failed] = [0, 0];
    const notes: string[] = [];
    for (const name of sharedHomes) {
      const home = await openSharedHome(name);
      const server = await startServer({ ...home.settings, STEPWAY_CHAOS_BREAK: broken });
      const client = openClient();
      let [begun, cookiesSet] = [0, 0];
      const work = async () => {
        for (let n = begun; n < share; n = begun) {
          begun += 1;
          const path = paths[n % paths.length]!;
          const reply = await client.send({ port: server.port, path, cookie: cookies[n % cookies.length] });
          if (reply.cookie !== undefined) cookiesSet += 1;
        }
      };
      await Promise.all(Array.from({ length: atOnce }, work));
      const { answers, statuses } = client.seen;
      const faults = [...statuses].reduce((sum, [status, count]) => (isFault(status) ? sum + count : sum), 0);
      const sessions = await home.countSessions();
      client.close();
      await server.stop();
      await home.close();
      tried += answers;
      failed += sessions + cookiesSet + faults;
      notes.push(`${name}: ${sessions} sessions, ${cookiesSet} cookies, ${faults} answers of 5xx but 503`);
    }
    return { tried, failed, note: notes.join('; ') };
  },
};
