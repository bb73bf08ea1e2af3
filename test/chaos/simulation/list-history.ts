import type { WizardState } from '../../../src/engine/state.ts';
import type { Sent } from './history.ts';

/** The items of the simulated wizard's list, those that rest while it does not apply among them. */
export function thingsOf({ items, dormantItems }: WizardState): readonly string[] {
  return items?.['things'] ?? dormantItems?.['things'] ?? [];
}

/** What a write changed in the list that its request had no business with: lost, doubled, brought back, out of order. */
export function listFaultOf(by: Sent, old: WizardState, now: WizardState): string | undefined {
  const [before, after] = [thingsOf(old), thingsOf(now)];
  const others = (items: readonly string[]) => items.filter((item) => item !== by.item).join(' ');
  const turn = `the list from ${before.join(' ')} to ${after.join(' ')}`;
  if (new Set(after).size < after.length) return `doubled an item: ${turn}`;
  if (others(before) !== others(after)) return `changed other items: ${turn}`;
  if (by.item === undefined) return undefined;
  const [was, is] = [before.includes(by.item), after.includes(by.item)];
  if (was && !is && by.kind !== 'remove') return `lost its item: ${turn}`;
  if (was || !is || by.kind === 'restore') return undefined;
  const isRemoved = old.removed?.['things']?.some(({ item }) => item === by.item) === true;
  return by.kind !== 'answer' || isRemoved ? `brought an item back: ${turn}` : undefined;
}

/**
 * Whether an item may be there, or may be gone, given all that was sent about its instance. An answer adds an item that
 * never was there; of one that was removed it is kept, and only putting it back brings it back.
 *
 * @param all from whichever session: what was there when a log-in copied it came from another one
 * @param own from this session and those that it carries on: what was acknowledged there has to hold
 */
export function mayBe(
  { item, isThere }: { readonly item: string; readonly isThere: boolean },
  { all, own }: { readonly all: readonly Sent[]; readonly own: readonly Sent[] },
): boolean {
  const of = (kind: Sent['kind'], about: readonly Sent[]) =>
    about.filter((each) => each.item === item && each.kind === kind);
  if (isThere) {
    const removed = of('remove', own);
    const isAdded = of('answer', all).some(isPossible) && !removed.some(isKept);
    return isAdded || mayBeLast(of('restore', all), removed);
  }
  const restored = of('restore', own);
  return mayBeLast(of('remove', all), restored) || ![...of('answer', own), ...restored].some(isKept);
}

/** Whether one of these moves may have had the last word, given those that say the contrary. */
function mayBeLast(moves: readonly Sent[], contrary: readonly Sent[]): boolean {
  return moves.filter(isPossible).some((mine) => {
    // A move that finds nothing to do writes nothing: what is under way from before may still land after it.
    const end = mine.verdict === 'unknown' ? Infinity : mine.end;
    return !contrary.some((other) => isKept(other) && other.start > end);
  });
}

function isPossible({ verdict }: Sent): boolean {
  return verdict !== 'refused';
}

function isKept({ verdict }: Sent): boolean {
  return verdict === 'acknowledged';
}
