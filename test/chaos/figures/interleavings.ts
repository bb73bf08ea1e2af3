import type { Figure } from '../figure.ts';
import { runWorld } from '../simulation/world.ts';

/** Interleavings, crashes and unknown outcomes of the real engine in simulated time, each from its own seed. */
export const interleavings: Figure = {
  name: 'interleavings',
  must: 'violations of the invariants in 20,000 scheduled interleavings with crashes, items of a list lost, doubled or revived among them: 0',
  breaks: [
    'revisions',
    'upserts',
    'conflicts',
    'unique-ids',
    'awaited-writes',
    'awaited-records',
    'removed-items',
  ],
  async run({ quick, seed, broken, single }) {
    const count = single ? 1 : quick ? 500 : 20_000;
    const totals = { requests: 0, acknowledged: 0, listMoves: 0, crashes: 0 };
    let failed = 0;
    let first: string | undefined;
    for (let index = 0; index < count; index += 1) {
      const report = await runWorld(seed + index, broken);
      totals.requests += report.requests;
      totals.acknowledged += report.acknowledged;
      totals.listMoves += report.listMoves;
      totals.crashes += report.crashes;
      if (report.violations.length === 0) continue;
      failed += 1;
      const shown = single ? [...report.trace, ...report.violations] : report.violations.slice(0, 1);
      first ??= `${shown.join('\n  ')}; again: npm run chaos -- --seed ${seed + index} --only interleavings`;
    }
    const { requests, acknowledged, listMoves, crashes } = totals;
    const counts = `${requests} requests, ${acknowledged} acknowledged (${listMoves} of items), ${crashes} crashes`;
    return { tried: count, failed, note: first === undefined ? counts : `${counts}\n  ${first}` };
  },
};
