import { setTimeout as pause } from 'node:timers/promises';
import type { Figure } from '../../figure.ts';
import { openClient, type Client } from '../client.ts';
import { startServer, type ServerProcess } from '../server-process.ts';
import { openSharedHome, sharedHomes, type SharedHome } from '../shared-home.ts';
import { answer, lostAnswers, openVisitor, stepCount, type Visitor } from '../visitor.ts';

const visitorCount = 16;
const limitMs = 3_000;
/** The deadline counts from the session's load: reading the request, and sending the page, come on top. */
const slackMs = 250;
/** An outage that is felt for longer than this after its end counts as one that needs a restart. */
const longestBackMs = 30_000;
const expected = (status: number) => (status >= 200 && status < 400) || status === 409 || status === 503;

/** Answers under load while the store, or the servers on it, go down and come back. */
export const storeOutages: Figure = {
  name: 'store-outages',
  must: `over 20 outages under load, each home: acknowledged answers lost 0, requests over 3 s 0 (slack: ${slackMs} ms and what a request without store took meanwhile), answers but 2xx, 3xx, 409, 503: 0, not served again with no restart: 0`,
  breaks: ['waiting', 'reopening'],
  needs: 'mongo-server',
  async run({ quick, broken }) {
    const notes: string[] = [];
    let [tried, failed] = [0, 0];
    // What it fixes is the driver's.
    for (const name of broken === 'reopening' ? (['mongo'] as const) : sharedHomes) {
      const home = await openSharedHome(name);
      const came = await outagesIn(home, { outages: quick ? 3 : 20, broken });
      await home.close();
      tried += came.answers;
      failed += came.lost.length + came.late + came.odd + came.stuck.length;
      notes.push(
        `${name}: ${came.outages} outages, ${came.answers} answers, ${came.lost.length} lost, ` +
          `longest ${Math.round(came.longestMs)} ms, ${came.late} late, statuses ${came.statuses}, ` +
          `back after ${Math.round(came.backMs)} ms at most${came.stuck.length > 0 ? `, not back after ${came.stuck.join()}` : ''}${came.lost[0] === undefined ? '' : ` (${came.lost[0]})`}`,
      );
    }
    return { tried, failed, note: notes.join('; ') };
  },
};

async function outagesIn(
  home: SharedHome,
  { outages, broken }: { readonly outages: number; readonly broken: string | undefined },
) {
  const settings = { ...home.settings, STEPWAY_CHAOS_BREAK: broken };
  const servers = await Promise.all([startServer(settings), startServer(settings)]);
  const ports = servers.map(({ port }) => port);
  const client = openClient();
  const visitors = await Promise.all(
    Array.from({ length: visitorCount }, (_, index) =>
      openVisitor(`${home.name}-${index}`, { client, portFor: (n) => ports[(n + index) % 2]! }),
    ),
  );
  const probes = probeHealth(ports);
  const [lost, stuck]: [string[], string[]] = [[], []];
  let backMs = 0;
  // A server that is stuck for good is not waited for in each round.
  for (let round = 0; round < outages && stuck.length < 2; round += 1) {
    const over = new AbortController();
    const load = Promise.all(
      visitors.map((visitor, index) => keepAnswering({ client, ports, over: over.signal }, visitor, index)),
    );
    await pause(500);
    const fault = await outage(home, servers, broken === 'reopening' ? 'flap' : faultOf(round));
    const servedMs = await untilServed(client, ports, visitors[0]!);
    backMs = Math.max(backMs, servedMs);
    if (servedMs > longestBackMs) stuck.push(fault);
    await pause(300);
    over.abort();
    await load;
    for (const visitor of visitors) lost.push(...(await lostAnswers(home, visitor)));
  }
  client.close();
  await probes.close();
  await Promise.all(servers.map((server) => server.stop()));
  const { seen, times } = client;
  const statuses = [...seen.statuses].sort(([a], [b]) => a - b);
  return {
    outages,
    lost,
    stuck,
    backMs,
    answers: seen.answers,
    longestMs: seen.longestMs,
    late: times.filter((time) => time.ms > limitMs + slackMs + probes.longestBeside(time)).length,
    odd: statuses.reduce((sum, [status, count]) => (expected(status) ? sum : sum + count), 0),
    statuses: statuses.map(([status, count]) => `${status}×${count}`).join(' '),
  };
}

interface Load {
  readonly client: Client;
  readonly ports: readonly number[];
  readonly over: AbortSignal;
}

/** One visitor's answers, one after the other, on either server. */
async function keepAnswering({ client, ports, over }: Load, visitor: Visitor, index: number): Promise<void> {
  for (let n = 0; !over.aborted; n += 1) {
    const value = `${performance.now()}`;
    const reply = await answer(
      { client, port: ports[(n + index) % 2]! },
      visitor,
      `s${n % stepCount}`,
      value,
    );
    // A server that is down refuses at once: as fast as it can be asked, that would be all the load there is.
    if (reply?.status !== 303) await pause(50);
  }
}

/** `flap` refuses five times in a row: connections that end all at once are what the driver may not get over. */
const mongoFaults = ['stop', 'cut', 'stall', 'drop', 'refuse', 'drip', 'flap'] as const;

type MongoFault = (typeof mongoFaults)[number];

function faultOf(round: number): MongoFault {
  return mongoFaults[round % mongoFaults.length]!;
}

/** LMDB lives in the servers: they are killed. The MongoDB-wire server is stopped, or the way to it is disturbed. */
async function outage(
  { mongo }: SharedHome,
  servers: readonly ServerProcess[],
  fault: MongoFault,
): Promise<string> {
  if (mongo === undefined) {
    await Promise.all(servers.map((server) => server.kill()));
    await Promise.all(servers.map((server) => server.restart()));
    return 'kill';
  }
  if (fault === 'stop') {
    await mongo.server.pause();
    await pause(500);
    await mongo.server.resume();
    return fault;
  }
  if (fault === 'flap') {
    for (let times = 0; times < 5; times += 1) {
      await mongo.proxy.set('refuse');
      await pause(300);
      await mongo.proxy.set('pass');
      await pause(700);
    }
    return fault;
  }
  await mongo.proxy.set(fault);
  // A stall of more than the deadline, so that what was written lands after its answer.
  await pause(fault === 'stall' ? 3_500 : 1_000);
  await mongo.proxy.set('pass');
  return fault;
}

/** How long it takes until both servers serve again. */
async function untilServed(client: Client, ports: readonly number[], { cookie }: Visitor): Promise<number> {
  const started = performance.now();
  await Promise.all(
    ports.map(async (port) => {
      for (;;) {
        const reply = await client.send({ port, path: '/many/s1', cookie }).catch(() => undefined);
        if (reply?.status === 200) return;
        if (performance.now() - started > longestBackMs) return;
        await pause(25);
      }
    }),
  );
  return performance.now() - started;
}

/** Asks both servers for what needs no store, all the time: how long that takes is the machine's share of any answer. */
function probeHealth(ports: readonly number[]) {
  const client = openClient();
  const over = new AbortController();
  const probing = ports.map(async (port) => {
    while (!over.signal.aborted) {
      await client.send({ port, path: '/healthz' }).catch(() => undefined);
      await pause(25);
    }
  });
  return {
    longestBeside: ({ started, ms }: { readonly started: number; readonly ms: number }) =>
      client.times
        .filter((probe) => probe.started < started + ms && probe.started + probe.ms > started)
        .reduce((longest, probe) => Math.max(longest, probe.ms), 0),
    async close() {
      over.abort();
      await Promise.all(probing);
      client.close();
    },
  };
}
