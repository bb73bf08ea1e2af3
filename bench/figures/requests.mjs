import { backendNames, openBackend } from '../backends.mjs';
import { startContestants } from '../contestants.mjs';
import { kinds, playRound } from '../round.mjs';
import { compareForms } from '../same.mjs';
import { inTurns, medianOf, ratioOf } from '../statistics.mjs';

const visitors = 40;
const warmUps = 18;

/** CPU of the server for each kind of request, against the same form by hand: one row a kind. */
export async function measureRequests(backendName, { rounds, others = ['same', 'plain'] }) {
  const backend = await openBackend(backendName);
  if (backend === undefined) return [];
  const { servers, stop } = await startContestants(['stepway', ...others], backend);
  try {
    if (others.includes('same')) {
      const differences = await compareForms(servers.stepway, servers.same);
      for (const difference of differences) console.error(`NOT THE SAME PAGE: ${difference}`);
    }
    if (others.includes('plain')) await compareForms(servers.stepway, servers.plain);
    const measured = await inTurns(servers, { rounds, warmUps }, (server) => playRound(server, visitors));
    return kinds.map((kind) => ({
      what: `${kind}, ${backendNames[backendName]}`,
      stepway: `${medianOf(measured, 'stepway', kind).toFixed(0)} µs`,
      ...Object.fromEntries(others.map((other) => [other, ratioOf(measured, 'stepway', other, kind)])),
    }));
  } finally {
    await stop();
    await backend.close();
  }
}
