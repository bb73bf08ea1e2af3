import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { openBackend } from '../backends.mjs';
import { startContestant } from '../contestants.mjs';
import { answerAll } from '../round.mjs';
import { inTurns, medianOf, ratioOf } from '../statistics.mjs';
import { eachOf, newVisitor } from '../visitor.mjs';

const visitorCount = 100;
/** So many that what is measured is the processes and not the disk, for which each waits by itself. */
const atOnce = 32;
const cores = [0, 1];

/**
 * Journeys up to the page that checks the answers, on one LMDB: one process on core 1, the driver on core 0, against a
 * process on each, the driver on both; every request of a visitor then goes to the other process. The driver's share of
 * the two cores is taken out: of the time that passed, half of the driver's CPU time does not count.
 */
export async function measureProcesses({ rounds }) {
  if (cpus().length < cores.length || spawnSync('taskset', ['-V']).error) {
    console.error('\nNOT MEASURED: two processes. That takes two cores and taskset.\n');
    return [];
  }
  const backend = await openBackend('lmdb');
  const onOne = [await startContestant('stepway', { envOf: () => backend.envOf('one') })];
  const onTwo = await Promise.all(
    cores.map(() => startContestant('stepway', { envOf: () => backend.envOf('two') })),
  );
  try {
    pin(onOne[0].pid, 1);
    for (const [index, { pid }] of onTwo.entries()) pin(pid, cores[index]);
    const measured = await inTurns({ one: onOne, two: onTwo }, { rounds, warmUps: 20 }, playVisitors);
    pin(process.pid, cores.join(','));
    return [
      {
        what: 'journeys a second, two processes on two cores (LMDB)',
        stepway: medianOf(measured, 'two', 'perSecond').toFixed(0),
        itself: `${ratioOf(measured, 'two', 'one', 'perSecond')} × one process`,
      },
    ];
  } finally {
    for (const server of [...onOne, ...onTwo]) await server.stop();
    await backend.close();
  }
}

const pin = (pid, list) => spawnSync('taskset', ['-acp', String(list), String(pid)]);

async function playVisitors(servers) {
  const isShared = servers.length > 1;
  pin(process.pid, isShared ? cores.join(',') : 0);
  const visitors = Array.from({ length: visitorCount }, () => newVisitor(...servers.map(({ url }) => url)));
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  await eachOf(visitors, answerAll, atOnce);
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  const driverSeconds = (user + system) / 1e6;
  return { perSecond: visitorCount / (seconds - (isShared ? driverSeconds / cores.length : 0)) };
}
