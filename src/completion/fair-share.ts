import type { WizardDefinition } from '../definition/model.ts';

/** Which wizards are not to be claimed while others of theirs are at work. */
export type FairShare = (busy: Iterable<string>) => ReadonlySet<string>;

/**
 * Keeps at most half of a worker's places for one wizard, so that handlers which wait for a system that does not answer
 * hold up their own form and no other. Where one wizard alone has a handler, all places are its own.
 *
 * @param places how many handlers run at the same time
 * @returns gives, for the wizards of the attempts under way, those that hold their share
 */
export function fairShare(definitions: ReadonlyMap<string, WizardDefinition>, places: number): FairShare {
  const handled = [...definitions.values()].filter(({ completion }) => completion.run !== undefined);
  const most = handled.length > 1 ? Math.max(1, Math.floor(places / 2)) : Infinity;
  return (busy) => {
    const counts = new Map<string, number>();
    for (const wizard of busy) counts.set(wizard, (counts.get(wizard) ?? 0) + 1);
    return new Set([...counts].filter(([, count]) => count >= most).map(([wizard]) => wizard));
  };
}
