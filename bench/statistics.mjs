/** The value below which a share of the numbers lies. */
export function quantile(numbers, share) {
  const sorted = numbers.toSorted((one, other) => one - other);
  const at = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return below + (above - below) * (at - Math.floor(at));
}

export const median = (numbers) => quantile(numbers, 0.5);

/**
 * Lets sides that stay up take turns, in another order each round: what else the machine does falls on all of them.
 *
 * @param play measures one side once
 * @returns what was measured in each round after the first ones, by side
 */
export async function inTurns(sides, { rounds, warmUps }, play) {
  const measured = [];
  const names = Object.keys(sides);
  for (let round = -warmUps; round < rounds; round += 1) {
    const first = (round + warmUps) % names.length;
    const results = {};
    for (const name of [...names.slice(first), ...names.slice(0, first)])
      results[name] = await play(sides[name], name);
    if (round >= 0) measured.push(results);
  }
  return measured;
}

/** The median of one figure of one side. */
export const medianOf = (measured, side, figure) => median(measured.map((round) => round[side][figure]));

/** The ratio of two sides in the same round, as text: median (lower to upper quartile). */
export function ratioOf(measured, side, base, figure) {
  const ratios = measured.map((round) => round[side][figure] / round[base][figure]);
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => quantile(ratios, share).toFixed(2));
  return `${middle} (${low}–${high})`;
}
