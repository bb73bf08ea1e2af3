import { seeded } from '../../src/sample/generate-value.ts';

/** A seeded source of everything that is random in a run. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number in [low, high). */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
}

/** Random numbers from a seed, the same on every machine: what failed once can be run again. */
export function randomFrom(seed: number): Random {
  const { next, whole, pick } = seeded(seed);
  return {
    next,
    between: (low, high) => whole(low, high - 1),
    chance: (probability) => next() < probability,
    pick,
  };
}
