import { setTimeout as sleep } from 'node:timers/promises';
import { openBackend } from '../backends.mjs';
import { startContestant } from '../contestants.mjs';
import { inTurns, medianOf, ratioOf } from '../statistics.mjs';
import { get, newVisitor } from '../visitor.mjs';

const rounds = 7;
const others = ['same', 'plain'];

/** From the start of a process to its first page, and the memory it holds then when nobody comes. */
export async function measureStart() {
  const backend = await openBackend('memory');
  const names = Object.fromEntries(['stepway', ...others].map((name) => [name, name]));
  const measured = await inTurns(names, { rounds, warmUps: 1 }, (name) => startOnce(name, backend));
  await backend.close();
  const row = (what, figure, unit) => ({
    what,
    stepway: `${medianOf(measured, 'stepway', figure).toFixed(0)} ${unit}`,
    ...Object.fromEntries(others.map((other) => [other, ratioOf(measured, 'stepway', other, figure)])),
  });
  return [row('start to first page', 'ms', 'ms'), row('idle memory (RSS)', 'megabytes', 'MB')];
}

async function startOnce(name, backend) {
  const startedAt = performance.now();
  const server = await startContestant(name, backend);
  const { status } = await get(newVisitor(server.url), '/permit/name');
  const ms = performance.now() - startedAt;
  if (status !== 200) throw new Error(`the first page of ${name} answered ${status}`);
  await sleep(500);
  const { memoryBytes } = await server.ask('usage');
  await server.stop();
  return { ms, megabytes: memoryBytes / 1e6 };
}
