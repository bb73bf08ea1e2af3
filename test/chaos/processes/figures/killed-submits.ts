import { readdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { hiddenOf } from '../../../support/visitor.ts';
import type { Figure } from '../../figure.ts';
import { openClient } from '../client.ts';
import { startServer, type ServerProcess } from '../server-process.ts';
import { openSharedHome, sharedHomes, type SharedHome } from '../shared-home.ts';
import { insist, triedCookie, type Trying } from '../visitor.ts';

const visitorCount = 16;
/** The MongoDB-wire server knows unique indexes only: each look for work reads every submission there is. */
const perHome = 2_500;

/** Forms that are sent twice at once to two servers, while one of them is killed each second. */
export const killedSubmits: Figure = {
  name: 'killed-submits',
  must: 'duplicate effects and lost acknowledged submits in 10,000 double submits, a server killed with -9 each second, each home: 0 and 0',
  breaks: ['idempotency-key', 'record'],
  needs: 'mongo-server',
  async run({ quick, broken }) {
    const notes: string[] = [];
    let [tried, failed] = [0, 0];
    for (const name of sharedHomes) {
      const sum = { submits: 0, kills: 0, duplicates: 0, lost: 0, mismatches: 0, again: 0 };
      const wanted = quick ? 150 : 10_000;
      while (sum.submits < wanted) {
        const home = await openSharedHome(name);
        const came = await submitIn(home, {
          submits: Math.min(perHome, wanted - sum.submits),
          killEveryMs: 1_000,
          broken,
        });
        await home.close();
        for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += came[key];
      }
      tried += sum.submits;
      failed += sum.duplicates + sum.lost + sum.mismatches;
      notes.push(
        `${name}: ${sum.kills} kills, ${sum.duplicates} duplicate effects, ${sum.lost} lost, ` +
          `${sum.mismatches} second receipts, handlers run again ${sum.again} times`,
      );
    }
    return { tried, failed, note: notes.join('; ') };
  },
};

async function submitIn(
  home: SharedHome,
  {
    submits,
    killEveryMs,
    broken,
  }: { readonly submits: number; readonly killEveryMs: number; readonly broken: string | undefined },
) {
  const settings = { ...home.settings, STEPWAY_CHAOS_BREAK: broken };
  const servers = await Promise.all([startServer(settings), startServer(settings)]);
  const client = openClient();
  const portFor = (attempt: number) => servers[attempt % servers.length]!.port;
  const receipts: (readonly string[])[] = [];
  let started = 0;
  const work = async () => {
    for (let n = (started += 1); n <= submits; n = started += 1) {
      receipts.push(await orderTwice({ client, portFor: (attempt) => portFor(attempt + n) }, `item ${n}`));
    }
  };
  const over = new AbortController();
  const killing = killInTurn(servers, killEveryMs, over.signal);
  await Promise.all(Array.from({ length: visitorCount }, work));
  over.abort();
  const kills = await killing;
  client.close();
  await Promise.all(servers.map((server) => server.kill()));
  const acknowledged = new Set(receipts.map(([reference]) => reference ?? ''));
  const effects = await drain(home, settings);
  const records = await recordsOf(home);
  const isLost = (reference: string) => !effects.has(reference) || records.byReference.get(reference) !== 1;
  return {
    submits: receipts.length,
    kills,
    mismatches: receipts.filter((shown) => new Set(shown).size !== 1).length,
    duplicates: [...effects.values()].filter((count) => count > 1).length,
    lost: [...acknowledged].filter(isLost).length,
    again: records.again,
  };
}

/** Orders, presses the last button twice at once, and gives the references of both receipts. */
export async function orderTwice(trying: Trying, item: string): Promise<readonly string[]> {
  const first = await insist(
    trying,
    { path: '/order/item', cookie: triedCookie, form: { value: item, _page: 'page' } },
    ({ status, cookie }) => status === 303 && cookie !== undefined,
  );
  const cookie = first?.cookie ?? '';
  const path = '/order/check';
  const page = await insist(trying, { path, cookie }, ({ status }) => status === 200);
  const form = hiddenOf(page?.text ?? '');
  const press = async (attempt: number) => {
    const portFor = (tried: number) => trying.portFor(tried + attempt);
    const reply = await insist({ ...trying, portFor }, { path, cookie, form }, ({ location }) =>
      location.startsWith('/order/done/'),
    );
    return reply?.location.split('/').pop() ?? '';
  };
  return Promise.all([press(0), press(1)]);
}

/**
 * Waits until a server, whose clock is past every lease, has run what is left.
 *
 * @returns how many effects each reference had
 */
export async function drain(
  home: SharedHome,
  settings: Readonly<Record<string, string | undefined>>,
): Promise<ReadonlyMap<string, number>> {
  const server = await startServer({ ...settings, STEPWAY_CHAOS_AHEAD_MS: '20000' });
  const givesUpAt = performance.now() + 60_000;
  const isOpen = async () => {
    for (const status of ['pending', 'running'] as const) {
      for await (const _ of home.journal.list({ status })) return true;
    }
    return false;
  };
  while ((await isOpen()) && performance.now() < givesUpAt) await pause(250);
  await server.kill();
  const effects = new Map<string, number>();
  for (const name of await readdir(home.effects)) {
    const [reference = ''] = name.split('.');
    effects.set(reference, (effects.get(reference) ?? 0) + 1);
  }
  return effects;
}

async function recordsOf(home: SharedHome) {
  const byReference = new Map<string, number>();
  let again = 0;
  for await (const { reference, attempt } of home.journal.list()) {
    byReference.set(reference, (byReference.get(reference) ?? 0) + 1);
    again += Math.max(0, attempt - 1);
  }
  return { byReference, again };
}

/** Kills one server after the other, and starts it again at once; gives the number of kills. */
async function killInTurn(
  servers: readonly ServerProcess[],
  everyMs: number,
  over: AbortSignal,
): Promise<number> {
  let kills = 0;
  let killedAt = performance.now();
  while (!over.aborted) {
    // From kill to kill: the start that follows each takes a good part of the time.
    const leftMs = Math.max(0, killedAt + everyMs - performance.now());
    await pause(leftMs, undefined, { signal: over }).catch(() => undefined);
    if (over.aborted) break;
    const server = servers[kills % servers.length]!;
    kills += 1;
    killedAt = performance.now();
    await server.kill();
    await server.restart();
  }
  return kills;
}
