import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hiddenOf } from '../../../support/visitor.ts';
import type { Figure } from '../../figure.ts';
import { openClient, type Client, type Reply } from '../client.ts';
import {
  paymentPoints,
  startServer,
  type PaymentMoment,
  type Point,
  type ServerProcess,
} from '../server-process.ts';
import { openSharedHome, sharedHomes, type SharedHome } from '../shared-home.ts';
import { insist, triedCookie, type Sending } from '../visitor.ts';

/** A visitor who pays at another site, while a server kills itself at a named point. */
export const killedPayments: Figure = {
  name: 'killed-payments',
  must: 'visitors who pay at another site, a server killed with -9 at each of 6 named points while they leave and 6 while they return, for whom there is another than one payment that counts once and one record, or whose server did not die there, each home: 0',
  breaks: ['idempotency-key'],
  needs: 'mongo-server',
  async run({ quick, broken }) {
    let [tried, failed, died] = [0, 0, 0];
    const faults: string[] = [];
    for (const name of sharedHomes) {
      const home = await openSharedHome(name);
      const settings = { ...home.settings, STEPWAY_CHAOS_BREAK: broken };
      const paid = await paymentsIn(home, settings, quick ? 1 : 10);
      const files = await readdir(home.effects);
      const records = new Map<string, unknown>();
      for await (const { reference, answers } of home.journal.list()) {
        // The answers of this figure's own wizard.
        const { payment } = (answers ?? {}) as { readonly payment?: { readonly paid?: number } };
        records.set(reference, payment?.paid);
      }
      for (const { visitor, point, moment, reference, hasDied } of paid) {
        const opened = files.filter((file) => file.startsWith(`${visitor}.`) && file.endsWith('.open'));
        if (hasDied) died += 1;
        tried += 1;
        if (hasDied && opened.length === 1 && records.get(reference) === 1) continue;
        failed += 1;
        const came = hasDied ? `${opened.length} payments` : 'its server did not come there';
        faults.push(`${name}, killed at ${point} while ${moment}: ${came}`);
      }
      await home.close();
    }
    const note = [`${died} servers died at their point`, ...faults.slice(0, 3)].join('; ');
    return { tried, failed, note };
  },
};

interface Place {
  readonly visitor: number;
  readonly moment: PaymentMoment;
  readonly point: Point;
}

type Paid = Place & { readonly reference: string; readonly hasDied: boolean };

const moments = ['leaving', 'returning'] as const;

function placesOf(rounds: number): Place[] {
  const places = moments.flatMap((moment) => paymentPoints[moment].map((point) => ({ moment, point })));
  return Array.from({ length: rounds }, () => places)
    .flat()
    .map((place, visitor) => ({ ...place, visitor }));
}

/** Visitors come side by side, each lane with a server of its own to kill: most of their time is starting one again. */
const laneCount = 3;

async function paymentsIn(
  home: SharedHome,
  settings: Readonly<Record<string, string | undefined>>,
  rounds: number,
): Promise<readonly Paid[]> {
  const [calm, ...doomed] = await Promise.all([
    startServer(settings),
    ...Array.from({ length: laneCount }, () => startServer(settings)),
  ]);
  const client = openClient();
  const due = placesOf(rounds);
  const paid: Paid[] = [];
  const work = async (server: ServerProcess) => {
    for (let place = due.shift(); place !== undefined; place = due.shift()) {
      if (server.isEnded()) await server.restart();
      paid.push({ ...place, ...(await pay({ home, client, calm, doomed: server, place })) });
      await server.kill();
    }
  };
  await Promise.all(doomed.map(work));
  client.close();
  await Promise.all([calm, ...doomed].map((server) => server.kill()));
  return paid;
}

/** One visitor's way to the other site and back, to the receipt; gives its reference, and whether the server died on it. */
async function pay({
  home,
  client,
  calm,
  doomed,
  place: { visitor, moment, point },
}: {
  readonly home: SharedHome;
  readonly client: Client;
  readonly calm: ServerProcess;
  readonly doomed: ServerProcess;
  readonly place: Place;
}): Promise<Pick<Paid, 'reference' | 'hasDied'>> {
  const trying = { client, portFor: () => calm.port };
  const press = async (now: PaymentMoment, sent: Sending, isGood: (reply: Reply) => boolean) => {
    if (now === moment) {
      await doomed.arm(point);
      const last = await pressUntilDead({ client, server: doomed, sent });
      if (last !== undefined && isGood(last)) return last;
    }
    return insist(trying, sent, isGood);
  };
  const first = await insist(
    trying,
    { path: '/fee/who', cookie: triedCookie, form: { visitor: String(visitor), _page: 'page' } },
    ({ status, cookie }) => status === 303 && cookie !== undefined,
  );
  const cookie = first?.cookie ?? '';
  const path = '/fee/payment';
  const page = await insist(trying, { path, cookie }, ({ status }) => status === 200);
  const left = await press('leaving', { path, cookie, form: hiddenOf(page?.text ?? '') }, ({ location }) =>
    location.startsWith('https://pay.example/'),
  );
  const [key = ''] = left?.location.split('/').pop()?.split('~') ?? [];
  await writeFile(join(home.effects, `${visitor}.${key}.paid`), '');
  await press(
    'returning',
    { path, cookie, form: { _attempt: key, _query: '' } },
    ({ location }) => location === '/fee/check',
  );
  const check = await insist(trying, { path: '/fee/check', cookie }, ({ status }) => status === 200);
  const sent = await insist(
    trying,
    { path: '/fee/check', cookie, form: hiddenOf(check?.text ?? '') },
    ({ location }) => location.startsWith('/fee/done/'),
  );
  return { reference: sent?.location.split('/').pop() ?? '', hasDied: doomed.isEnded() };
}

const mostPresses = 5;
const longestDeathMs = 2_000;

/**
 * Sends to a server that is to die of it, again when it did not: what met a fault of the store came to no later point.
 *
 * @returns its last answer; undefined when the line broke
 */
async function pressUntilDead({
  client,
  server,
  sent,
}: {
  readonly client: Client;
  readonly server: ServerProcess;
  readonly sent: Sending;
}): Promise<Reply | undefined> {
  let reply: Reply | undefined;
  for (let press = 0; press < mostPresses; press += 1) {
    reply = await client.send({ ...sent, port: server.port }).catch(() => undefined);
    if (await server.endsWithin(longestDeathMs)) break;
  }
  return reply;
}
