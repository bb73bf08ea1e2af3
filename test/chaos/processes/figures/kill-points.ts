import type { Figure } from '../../figure.ts';
import { openClient } from '../client.ts';
import { points, startServer, type Point, type ServerProcess } from '../server-process.ts';
import { openSharedHome, sharedHomes, type SharedHome } from '../shared-home.ts';
import { drain, orderTwice } from './killed-submits.ts';

/** A journey with a double submit, during which a server kills itself at a named point, for every point. */
export const killPoints: Figure = {
  name: 'kill-points',
  must: 'journeys with a kill -9 at each of 14 named points that do not end at one receipt, one record and one effect, each home: 0',
  breaks: ['idempotency-key'],
  needs: 'mongo-server',
  async run({ quick, broken }) {
    let [tried, failed, died, again] = [0, 0, 0, 0];
    const faults: string[] = [];
    for (const name of sharedHomes) {
      const home = await openSharedHome(name);
      const settings = { ...home.settings, STEPWAY_CHAOS_BREAK: broken };
      const receipts = await journeysIn(home, settings, quick ? 1 : 10);
      const effects = await drain(home, settings);
      const records = new Map<string, number>();
      for await (const { reference, attempt } of home.journal.list()) {
        records.set(reference, (records.get(reference) ?? 0) + 1);
        again += Math.max(0, attempt - 1);
      }
      for (const { point, references, ...journey } of receipts) {
        if (journey.died) died += 1;
        const [reference = ''] = references;
        const found = {
          receipts: new Set(references).size,
          records: records.get(reference) ?? 0,
          effects: effects.get(reference) ?? 0,
        };
        tried += 1;
        if (Object.values(found).every((count) => count === 1)) continue;
        failed += 1;
        faults.push(`${name}, killed at ${point}: ${JSON.stringify(found)}`);
      }
      await home.close();
    }
    const counts = `${died} servers died at their point, handlers run again ${again} times`;
    const note = [counts, ...faults.slice(0, 3)].join('; ');
    return { tried, failed, note };
  },
};

interface Journey {
  readonly point: Point;
  readonly references: readonly string[];
  /** False where the other server was faster, so that nothing was left to die at. */
  readonly died: boolean;
}

/** Journeys go side by side, each lane with a server of its own to kill: most of their time is starting one again. */
const laneCount = 3;

async function journeysIn(
  home: SharedHome,
  settings: Readonly<Record<string, string | undefined>>,
  rounds: number,
): Promise<readonly Journey[]> {
  const [other, ...doomed] = await Promise.all(
    Array.from({ length: laneCount + 1 }, () => startServer(settings)),
  );
  const client = openClient();
  const due = Array.from({ length: rounds }, (_, round) => points.map((point) => ({ round, point }))).flat();
  const journeys: Journey[] = [];
  const work = async (server: ServerProcess) => {
    for (let next = due.shift(); next !== undefined; next = due.shift()) {
      const { round, point } = next;
      if (server.isEnded()) await server.restart();
      await server.arm(point);
      // By turns both presses go to the doomed server first, and one of them.
      const isBoth = round % 2 === 0;
      const portFor = (attempt: number) =>
        ((isBoth ? attempt >> 1 : attempt) % 2 === 0 ? server : other!).port;
      const references = await orderTwice({ client, portFor }, point);
      journeys.push({ point, references, died: server.isEnded() });
      await server.kill();
    }
  };
  await Promise.all(doomed.map(work));
  client.close();
  await Promise.all([other!, ...doomed].map((server) => server.kill()));
  return journeys;
}
