import { expect, test } from '@jest/globals';
import { runWorld } from './world.ts';

/** One seed again: `STEPWAY_SEED=17 npm test -- test/completion/model.test.ts`. */
const only = process.env['STEPWAY_SEED'];
const seeds = only === undefined ? Array.from({ length: 20 }, (_, index) => index + 1) : [Number(only)];

test('over crashes, outages, stops and races no submission is lost, run after its end, or done without its effect', async () => {
  const seen = { calls: 0, crashes: 0, inserted: 0 };
  for (const seed of seeds) {
    const { violations, inserted, calls, crashes } = await runWorld(seed);
    expect({ seed, violations }).toEqual({ seed, violations: [] });
    seen.inserted += inserted;
    seen.calls += calls;
    seen.crashes += crashes;
  }
  // The worlds were eventful: attempts were repeated, and servers died.
  expect(seen.calls).toBeGreaterThan(seen.inserted);
  expect(seen.crashes).toBeGreaterThan(seeds.length);
});

test('a seed leads to the same world again', async () => {
  expect(await runWorld(7)).toEqual(await runWorld(7));
});
