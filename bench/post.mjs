import { firstDifference, kinds, openVisitors, pageOf, send } from './load.mjs';
import { startByHand, startStepway } from './server.mjs';
import { median } from './walk.mjs';

const rounds = 6;
const requestsPerRound = 500;

/**
 * CPU per request of Stepway's server and of the form written by hand, in interleaved rounds.
 *
 * @returns rows of microseconds, and what starting and idling cost
 */
export async function benchPost() {
  const servers = { stepway: await startStepway(), byHand: await startByHand() };
  try {
    const idle = {
      startMs: servers.stepway.startMs,
      memoryBytes: (await servers.stepway.usage()).memoryBytes,
    };
    const loads = {
      stepway: await openVisitors(servers.stepway.url),
      byHand: await openVisitors(servers.byHand.url),
    };
    const rows = [];
    for (const [name, kind] of Object.entries(kinds)) {
      const pages = kind.status === 303 ? undefined : await pagesOf(loads, kind);
      rows.push({ name, pages, ...(await compare(servers, loads, kind)) });
    }
    for (const load of Object.values(loads)) load.close();
    return { idle, rows };
  } finally {
    for (const server of Object.values(servers)) await server.stop();
  }
}

async function pagesOf(loads, kind) {
  const stepway = await pageOf(loads.stepway, kind);
  const byHand = await pageOf(loads.byHand, kind);
  return { bytes: Buffer.byteLength(stepway), difference: firstDifference(stepway, byHand) };
}

async function compare(servers, loads, kind) {
  const micros = { stepway: [], byHand: [] };
  const ratios = [];
  for (let round = -2; round < rounds; round += 1) {
    // A B, then B A: what drifts over a pair of rounds falls on both.
    const order = round % 2 === 0 ? ['stepway', 'byHand'] : ['byHand', 'stepway'];
    for (const side of order) {
      const before = await servers[side].usage();
      await send(loads[side], kind, requestsPerRound);
      const after = await servers[side].usage();
      if (round >= 0) micros[side].push((after.cpuMicros - before.cpuMicros) / requestsPerRound);
    }
    if (round >= 0) ratios.push(micros.stepway.at(-1) / micros.byHand.at(-1));
  }
  return {
    stepway: median(micros.stepway),
    byHand: median(micros.byHand),
    ratio: median(ratios),
    low: Math.min(...ratios),
    high: Math.max(...ratios),
  };
}
