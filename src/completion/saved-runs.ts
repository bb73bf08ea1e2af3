/** What is known of a run that was saved, without what is in it. Times are milliseconds since the epoch. */
export interface SavedRun {
  /** Random: a run that is saved again gets another one. */
  readonly id: string;
  readonly wizard: string;
  /** The definition's version that its answers fit. */
  readonly version: number;
  /** The visitor's reference, which the submission will have too. */
  readonly reference: string;
  /** The page at which it goes on, without the ids of items; undefined where that is the check page or the list of tasks. */
  readonly reached?: string | undefined;
  /** Hash of the token in its link: the token itself rests nowhere. */
  readonly link: string;
  /** Ids of the uploaded files that its answers name. */
  readonly files: readonly string[];
  readonly savedAt: number;
  /** It is kept until then, and after that not there. */
  readonly until: number;
  /**
   * `leaving`: the session that it comes from may still hold it, so nobody can take it. `resting`: who claims it gets it,
   * the last one where several do. `moved`: it is in the session of the one whose claim is `claim`, and no longer here.
   */
  readonly status: 'leaving' | 'resting' | 'moved';
  readonly claim?: string | undefined;
  /** When it was claimed last. */
  readonly claimedAt?: number | undefined;
}

/** A saved run with what is in it. */
export interface RunAtRest extends SavedRun {
  /** The run as JSON. */
  readonly run: string;
}

/** Which saved run is meant: by its id, by the hash of its link's token, or both. */
export interface SavedKey {
  readonly id?: string | undefined;
  readonly link?: string | undefined;
}

/** A claim of a saved run. */
export interface Claim {
  /** Random: names the one who claims. */
  readonly claim: string;
  readonly now: number;
  readonly until: number;
}

/**
 * Where saved runs rest: the part of a storage beside its sessions, submissions and files. A run is moved in steps that
 * can break off anywhere and be done again, and there is one holder of it at any moment (decision 0021). Every write is
 * durable when it resolves; every call rejects with STORE_UNREACHABLE, STORE_TIMEOUT or STORE_FULL when it cannot be done.
 */
export interface SavedRuns {
  /** Puts a run under a fresh id. */
  put(run: RunAtRest): Promise<void>;
  find(key: SavedKey, now: number): Promise<SavedRun | undefined>;
  /** Those of one visitor's reference, oldest first. */
  under(reference: string, now: number): Promise<readonly SavedRun[]>;
  /** Lets a `leaving` run rest until then; nothing for any other. */
  release(id: string, until: number): Promise<void>;
  /**
   * Claims a resting run for whom `claim` names, and gives it; an earlier claim that was not settled gives way. What is
   * known of it is kept until `until` at least, so that the claim can be settled as long as its session lasts.
   */
  claim(key: SavedKey, by: Claim): Promise<RunAtRest | undefined>;
  /**
   * Says that the holder of the newest claim has the run, which is taken out here; true again when that was so already,
   * false for any other claim.
   */
  settle(id: string, claim: string): Promise<boolean>;
  /** Gives a resting run another link; the one before leads nowhere then. False when it does not rest. */
  relink(id: string, link: string, now: number): Promise<boolean>;
  /** Removes a run with all that is known of it; whether it was there. */
  remove(id: string): Promise<boolean>;
  /** Removes what is over; gives how many. */
  purge(now: number): Promise<number>;
}
