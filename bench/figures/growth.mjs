import { openBackend } from '../backends.mjs';
import { startServer } from '../server.mjs';
import { inTurns, medianOf, ratioOf } from '../statistics.mjs';
import { eachOf, get, land, newVisitor, post } from '../visitor.mjs';

const visitorCount = 8;
const requestsEach = 20;
const sides = { short: 5, long: 200 };

/** CPU of a page and of a POST with 200 steps, all answered, against five steps, all answered; in memory. */
export async function measureGrowth({ rounds }) {
  const backend = await openBackend('memory');
  const server = await startServer(['contestants/stepway/long-forms.mjs'], backend.envOf('stepway'));
  try {
    const groups = {};
    for (const [id, count] of Object.entries(sides)) groups[id] = await openGroup(server, id, count);
    const measured = await inTurns(groups, { rounds, warmUps: 6 }, (group) => playGroup(server, group));
    return ['page again', 'POST saved'].map((kind) => ({
      what: `${kind}, 200 steps all answered`,
      stepway: `${medianOf(measured, 'long', kind).toFixed(0)} µs`,
      itself: `${ratioOf(measured, 'long', 'short', kind)} × 5 steps`,
    }));
  } finally {
    await server.stop();
    await backend.close();
  }
}

const answer = (text) => ({ one: `One ${text}`, other: `Other ${text}` });

async function openGroup(server, id, count) {
  const visitors = Array.from({ length: visitorCount }, () => newVisitor(server.url));
  await eachOf(visitors, async (visitor) => {
    await get(visitor, `/${id}/s0`);
    for (let step = 0; step < count; step += 1) {
      await land(visitor, await post(visitor, `/${id}/s${step}`, answer('first')));
    }
    if (visitor.page.path !== `/${id}/check`) throw new Error(`${id} ended at ${visitor.page.path}`);
  });
  return { visitors, path: `/${id}/s${Math.floor(count / 2)}` };
}

async function playGroup(server, { visitors, path }) {
  const microsOf = async (send) => {
    const before = await server.ask('usage');
    for (let time = 0; time < requestsEach; time += 1)
      await eachOf(visitors, (visitor) => send(visitor, time));
    const after = await server.ask('usage');
    return (after.cpuMicros - before.cpuMicros) / requestsEach / visitors.length;
  };
  const again = await microsOf(async (visitor) => {
    const { status } = await get(visitor, path);
    if (status !== 200) throw new Error(`GET ${path} answered ${status}`);
  });
  const saved = await microsOf(async (visitor, time) => {
    const { status } = await post(visitor, path, answer(time));
    if (status !== 303) throw new Error(`POST ${path} answered ${status}`);
  });
  return { 'page again': again, 'POST saved': saved };
}
