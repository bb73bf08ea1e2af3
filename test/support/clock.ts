/** A clock that a test moves: it starts at the real time, since stores of others look at the real one. */
export interface Clock {
  readonly now: () => number;
  readonly advance: (ms: number) => void;
}

/** A clock that stands until it is moved. */
export function standingClock(): Clock {
  let time = Date.now();
  return {
    now: () => time,
    advance(ms) {
      time += ms;
    },
  };
}
