import type { Arrival, Away, WizardState } from './state.ts';

/** Where a run is that was saved from a session, or was about to come to it. */
export type Whereabouts =
  /** It rests, and can come back. */
  | {
      readonly at: 'rest';
      readonly saved: string;
      readonly reference: string;
      /** The hash of its link's token. */
      readonly link: string;
      readonly until: number;
    }
  /** Another session has it, since then (ms since the epoch). */
  | { readonly at: 'elsewhere'; readonly since: number }
  /** It is over, or was erased. */
  | { readonly at: 'nowhere' };

/** A run that was put away. */
export interface PutAway {
  /** The id of the saved run. */
  readonly saved: string;
  /** What its link ends with: known to nobody else, and stored nowhere. */
  readonly token: string;
  /** Milliseconds since the epoch: it is kept until then. */
  readonly until: number;
}

/** A run on its way into a session. */
export interface Claimed {
  readonly arrival: Arrival;
  readonly state: WizardState;
}

/**
 * Where runs of one wizard are saved. Each call is one durable step of a move, and can be done again: decision 0021.
 *
 * @throws (each) WizardError STORE_*
 */
export interface Saving {
  /** Puts a copy away, which nobody can take until it is released: the session has it still. */
  put(state: WizardState): Promise<PutAway>;
  /** The session has let go of the run: from now on its link opens it. */
  release(put: Pick<PutAway, 'saved' | 'until'>): Promise<void>;
  /** Takes back what was put away: the session kept the run. */
  discard(saved: string): Promise<void>;
  /** Claims a saved run for this session; undefined when it does not rest. */
  claim(key: { readonly id: string } | { readonly link: string }): Promise<Claimed | undefined>;
  /** Makes this session the one that has the run; false when another has it, or will. */
  settle(arrival: Arrival): Promise<boolean>;
  /** The reference of the run that a link leads to, or led to before the run moved. */
  referenceOf(link: string): Promise<string | undefined>;
  /**
   * Where the run is that this session let go of, or claimed in vain. The mark of one that it let go of releases it, where
   * that broke off.
   */
  whereabouts(of: Away | Arrival): Promise<Whereabouts>;
}
