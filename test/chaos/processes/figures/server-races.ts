import type { Figure } from '../../figure.ts';
import { openClient, type Client } from '../client.ts';
import { startServer } from '../server-process.ts';
import { openSharedHome, sharedHomes, type SharedHome } from '../shared-home.ts';
import { answer, lostAnswers, openVisitor, stepCount, type Visitor } from '../visitor.ts';

const visitorCount = 24;

/** Answers lost where the requests of one session race each other over two server processes. */
export const serverRaces: Figure = {
  name: 'server-races',
  must: 'acknowledged answers lost in 10,000 pairs on different steps and 1,000 groups of 8, two server processes, each home: 0',
  breaks: ['revisions'],
  needs: 'mongo-server',
  async run({ quick, broken }) {
    const scale = quick ? { pairs: 200, groups: 20 } : { pairs: 10_000, groups: 1_000 };
    const totals: Totals = { tried: 0, answers: 0, refused: 0, lost: [] };
    for (const name of sharedHomes) {
      const home = await openSharedHome(name);
      const settings = { ...home.settings, STEPWAY_CHAOS_BREAK: broken };
      const servers = await Promise.all([startServer(settings), startServer(settings)]);
      const client = openClient();
      await raceIn(home, { client, ports: servers.map(({ port }) => port), ...scale }, totals);
      client.close();
      await Promise.all(servers.map((server) => server.stop()));
      await home.close();
    }
    const { tried, answers, refused, lost } = totals;
    const first = lost[0] === undefined ? '' : `; ${lost[0]}`;
    const note = `${answers} answers acknowledged, ${lost.length} lost, ${refused} refused${first}`;
    return { tried, failed: lost.length, note };
  },
};

interface Totals {
  tried: number;
  answers: number;
  refused: number;
  readonly lost: string[];
}

interface Race {
  readonly client: Client;
  readonly ports: readonly number[];
  readonly pairs: number;
  readonly groups: number;
}

async function raceIn(
  home: SharedHome,
  { client, ports, pairs, groups }: Race,
  totals: Totals,
): Promise<void> {
  const portFor = (n: number) => ports[n % ports.length]!;
  const everyStep = Array.from({ length: stepCount }, (_, step) => step);
  const race = async (visitor: Visitor, steps: readonly number[], value: string) => {
    const replies = await Promise.all(
      steps.map((step, index) => answer({ client, port: portFor(index) }, visitor, `s${step}`, value)),
    );
    totals.tried += 1;
    const kept = replies.filter((reply) => reply?.status === 303).length;
    totals.answers += kept;
    totals.refused += steps.length - kept;
    totals.lost.push(...(await lostAnswers(home, visitor)));
  };
  const work = async (index: number) => {
    const visitor = await openVisitor(`${home.name}-${index}`, { client, portFor });
    const share = (all: number) => Math.floor(all / visitorCount) + (index < all % visitorCount ? 1 : 0);
    for (let round = 0; round < share(pairs); round += 1) {
      const steps = [round % stepCount, (round + 1 + (round % 5)) % stepCount];
      await race(visitor, steps, `p${round}`);
    }
    for (let round = 0; round < share(groups); round += 1) await race(visitor, everyStep, `g${round}`);
  };
  await Promise.all(Array.from({ length: visitorCount }, (_, index) => work(index)));
}
