import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hiddenOf } from '../../../support/visitor.ts';
import type { Figure } from '../../figure.ts';
import { openClient } from '../client.ts';
import { paymentPoints, startServer, type Point, type ServerProcess } from '../server-process.ts';
import { openSharedHome, sharedHomes, type SharedHome } from '../shared-home.ts';
import { insist, triedCookie, type Trying } from '../visitor.ts';

/** When the server kills itself: while the visitor leaves for the other site, or while they come back. */
type Moment = 'leaving' | 'returning';

/** A visitor who pays at another site, while a server kills itself at a named point. */
export const killedPayments: Figure = {
  name: 'killed-payments',
  must: 'visitors who pay at another site, a server killed with -9 at each of 8 named points while they leave and while they return, for whom there is another than one payment that counts once and one record, each home: 0',
  breaks: ['idempotency-key'],
  needs: 'mongo-server',
  async run({ quick, broken }) {
    let [tried, failed, died] = [0, 0, 0];
    const faults: string[] = [];
    for (const name of sharedHomes) {
      const home = await openSharedHome(name);
      const settings = { ...home.settings, STEPWAY_CHAOS_BREAK: broken };
      const paid = await paymentsIn(home, settings, quick ? 1 : 3);
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
        if (opened.length === 1 && records.get(reference) === 1) continue;
        failed += 1;
        faults.push(`${name}, killed at ${point} while ${moment}: ${opened.length} payments`);
      }
      await home.close();
    }
    const note = [`${died} servers died at their point`, ...faults.slice(0, 3)].join('; ');
    return { tried, failed, note };
  },
};

interface Paid {
  readonly visitor: number;
  readonly point: Point;
  readonly moment: Moment;
  readonly reference: string;
  readonly hasDied: boolean;
}

async function paymentsIn(
  home: SharedHome,
  settings: Readonly<Record<string, string | undefined>>,
  rounds: number,
): Promise<readonly Paid[]> {
  const [server, other] = await Promise.all([startServer(settings), startServer(settings)]);
  const client = openClient();
  const paid: Paid[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const moment of ['leaving', 'returning'] as const) {
      for (const point of paymentPoints) {
        const visitor = paid.length;
        const doomed: Trying = { client, portFor: (tried) => (tried % 2 === 0 ? server : other).port };
        const calm: Trying = { client, portFor: () => other.port };
        const reference = await pay({ home, visitor, server, point, moment, doomed, calm });
        paid.push({ visitor, point, moment, reference, hasDied: server.isEnded() });
        await server.kill();
        await server.restart();
      }
    }
  }
  client.close();
  await Promise.all([server.kill(), other.kill()]);
  return paid;
}

/** One visitor's way to the other site and back, to the receipt; gives the reference. */
async function pay(all: {
  readonly home: SharedHome;
  readonly visitor: number;
  readonly server: ServerProcess;
  readonly point: Point;
  readonly moment: Moment;
  /** To the server that dies, and to the other one by turns. */
  readonly doomed: Trying;
  readonly calm: Trying;
}): Promise<string> {
  const { home, visitor, server, point, moment, doomed, calm } = all;
  const first = await insist(
    calm,
    { path: '/fee/who', cookie: triedCookie, form: { visitor: String(visitor), _page: 'page' } },
    ({ status, cookie }) => status === 303 && cookie !== undefined,
  );
  const cookie = first?.cookie ?? '';
  const path = '/fee/payment';
  const page = await insist(calm, { path, cookie }, ({ status }) => status === 200);
  if (moment === 'leaving') await server.arm(point);
  const left = await insist(
    moment === 'leaving' ? doomed : calm,
    { path, cookie, form: hiddenOf(page?.text ?? '') },
    ({ location }) => location.startsWith('https://pay.example/'),
  );
  const [key = ''] = left?.location.split('/').pop()?.split('~') ?? [];
  await writeFile(join(home.effects, `${visitor}.${key}.paid`), '');
  if (moment === 'returning') await server.arm(point);
  await insist(
    moment === 'returning' ? doomed : calm,
    { path, cookie, form: { _attempt: key, _query: '' } },
    ({ location }) => location === '/fee/check',
  );
  const check = await insist(calm, { path: '/fee/check', cookie }, ({ status }) => status === 200);
  const sent = await insist(
    calm,
    { path: '/fee/check', cookie, form: hiddenOf(check?.text ?? '') },
    ({ location }) => location.startsWith('/fee/done/'),
  );
  return sent?.location.split('/').pop() ?? '';
}
