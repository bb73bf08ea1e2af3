/** What all races of a figure came to. */
export interface Totals {
  tried: number;
  failed: number;
  /** Moves that were acknowledged. */
  moves: number;
  /** How many times 503 was met before that. */
  refused: number;
  /** The first race that missed, as it is said behind the others. */
  first: string;
}

/** How often the same button is pressed again. */
const maxPresses = 20;

/**
 * Presses the same button until it is answered otherwise than by 503, which leaves it unknown whether anything is
 * written: pressed again, a move is done once all the same.
 *
 * @returns the last status
 */
export async function untilTaken(
  press: () => Promise<{ readonly status: number }>,
  totals: Totals,
): Promise<number> {
  for (let presses = 1; ; presses += 1) {
    const { status } = await press();
    if (status !== 503 || presses === maxPresses) return status;
    totals.refused += 1;
  }
}
