/** How a figure is run. */
export interface RunOptions {
  /** Scaled down, so that all figures together take at most 3 minutes. */
  readonly quick: boolean;
  /** Everything random follows from it. */
  readonly seed: number;
  /** The mechanism that is switched off from the outside, to see the figure fail; `runsOf` names those of a figure. */
  readonly broken: string | undefined;
  /** A seed and a figure were named: run what that seed stands for, once, and say all about it. */
  readonly single: boolean;
}

/** What a run came to. */
export interface Tally {
  readonly tried: number;
  /** 0, or the figure misses. */
  readonly failed: number;
  /** What else is worth a word, such as the first failure. */
  readonly note?: string;
}

/** One promise as a number: what must be 0, and how it is counted. */
export interface Figure {
  /** Kebab-case: `--only racing-pairs`. */
  readonly name: string;
  /** What is counted, and what it must be. */
  readonly must: string;
  /** The mechanisms that can be switched off for it: `--break revisions`. */
  readonly breaks: readonly string[];
  /** What has to be installed for it. */
  readonly needs?: 'mongo-server';
  run(options: RunOptions): Promise<Tally>;
}
