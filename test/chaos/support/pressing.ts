/** What all races of a figure came to. */
export interface Totals {
  tried: number;
  failed: number;
  /** Moves that were acknowledged. */
  moves: number;
  /** How many times a button was pressed again before that. */
  again: number;
  /** The first race that missed, as it is said behind the others. */
  first: string;
}

/** What no race has come to yet. */
export function noTotals(): Totals {
  return { tried: 0, failed: 0, moves: 0, again: 0, first: '' };
}

/** What a figure's row says of its races. */
export function tallyOf({ tried, failed, moves, again, first }: Totals) {
  return { tried, failed, note: `${moves} moves acknowledged, pressed again ${again} times${first}` };
}

/** 503 leaves it unknown whether anything is written. */
const unknown: ReadonlySet<number> = new Set([503]);
/** How often the same button is pressed again. */
const maxPresses = 20;

/**
 * Presses the same button until it is answered otherwise than by 503: pressed again, a move is done once all the same.
 *
 * @param again statuses to press again after, if not after 503 alone
 * @returns the last status
 */
export async function untilTaken(
  press: () => Promise<{ readonly status: number }>,
  totals: Totals,
  again: ReadonlySet<number> = unknown,
): Promise<number> {
  for (let presses = 1; ; presses += 1) {
    const { status } = await press();
    if (!again.has(status) || presses === maxPresses) return status;
    totals.again += 1;
  }
}
