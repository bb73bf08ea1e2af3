import type { Claim, RunAtRest, SavedKey, SavedRun } from '../completion/saved-runs.ts';

/** A saved run as it rests in a home: what is in it is taken out once it has moved. */
export interface SavedEntry extends SavedRun {
  readonly run?: string | undefined;
}

/** Whether a saved run is there and is the one that is meant. */
export function isMeant(
  entry: SavedEntry | undefined,
  { id, link }: SavedKey,
  now: number,
): entry is SavedEntry {
  if (entry === undefined || entry.until <= now) return false;
  return (id === undefined || entry.id === id) && (link === undefined || entry.link === link);
}

/** What is known of a saved run, without what is in it. */
export function knownOf(entry: SavedEntry): SavedRun {
  const { run: _, ...known } = entry;
  return known;
}

/** The run after its session has let go of it; undefined unless it was leaving. */
export function released(entry: SavedEntry, until: number): SavedEntry | undefined {
  return entry.status === 'leaving' ? { ...entry, status: 'resting', until } : undefined;
}

/** The run under a new claim; undefined when it does not rest. */
export function claimed(entry: SavedEntry, { claim, now, until }: Claim): RunAtRest | undefined {
  const { run } = entry;
  if (entry.status !== 'resting' || run === undefined) return undefined;
  return { ...entry, run, claim, claimedAt: now, until: Math.max(entry.until, until) };
}

/** The run when its claimer has it; undefined for any other claim. */
export function settled(entry: SavedEntry, claim: string): SavedEntry | undefined {
  if (entry.status === 'leaving' || entry.claim !== claim) return undefined;
  return { ...knownOf(entry), status: 'moved' };
}

/** The run under another link; undefined when it does not rest. */
export function relinked(entry: SavedEntry, link: string): SavedEntry | undefined {
  return entry.status === 'resting' ? { ...entry, link } : undefined;
}
