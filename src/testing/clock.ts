/** A clock that a test moves by hand: hand its `now` to `stepway`, `memoryStorage` or `journey`. */
export interface MovableClock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Moves the clock on. */
  advance(by: {
    readonly ms?: number;
    readonly seconds?: number;
    readonly minutes?: number;
    readonly hours?: number;
    readonly days?: number;
  }): void;
  /** Sets the clock to a moment. */
  set(moment: Date | number): void;
}

/**
 * A clock that stands until it is moved.
 *
 * @param start the moment at which it stands; the real time by default, since the session cookie's own `Expires` and a
 *   date's `today` are compared with it
 */
export function movableClock(start: Date | number = Date.now()): MovableClock {
  let time = Number(start);
  return {
    now: () => time,
    advance({ ms = 0, seconds = 0, minutes = 0, hours = 0, days = 0 }) {
      time += ms + 1000 * (seconds + 60 * (minutes + 60 * (hours + 24 * days)));
    },
    set(moment) {
      time = Number(moment);
    },
  };
}
