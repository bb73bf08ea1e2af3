import { createHash } from 'node:crypto';
import type { WizardDefinition } from '../definition/model.ts';
import type { Ids } from './ids.ts';
import { isRandomItem, itemFrom } from './item-id.ts';
import type { SessionState, WizardState } from './state.ts';

/** Which run of its wizard a request is about: found once, where the address is read. */
export interface RunPlace {
  /** Under which the run stands in the session: the wizard's id, and that of the run behind it where there are several. */
  readonly key: string;
  /** What its addresses have behind the wizard's id, such as `~k3f9`; undefined for the one run of a wizard. */
  readonly segment: string | undefined;
}

/** The segment of the run that was started before its wizard had several: it stands where it stood. */
export const firstSegment = '~1';

/** A segment for a run that is not there yet: the run is there with its first answer. */
export function newSegment(ids: Pick<Ids, 'item'>): string {
  return `~${ids.item()}`;
}

/** The segment of a run that is brought here by something: the same however often it is brought. */
export function segmentFor(what: string): string {
  return `~${itemFrom(createHash('sha256').update(what).digest().subarray(0, 8))}`;
}

/** Whether a segment of an address can name a run: no id of a step begins so, and no page of ours. */
export function isSegment(segment: string): boolean {
  return segment === firstSegment || (segment.startsWith('~') && isRandomItem(segment.slice(1)));
}

/**
 * The run that an address names.
 *
 * @param segment as `isSegment` finds it; undefined when the address names none, which means the run from before there
 *   were several, or in a wizard that has several no longer, the one that was touched last
 * @returns undefined when a wizard of one run has no other
 */
export function runAt(
  { id, several }: Pick<WizardDefinition, 'id' | 'several'>,
  segment: string | undefined,
  session: SessionState,
): RunPlace | undefined {
  if (several !== undefined) {
    const named = segment ?? firstSegment;
    return { key: keyOf(id, named), segment: named };
  }
  if (segment === undefined) return { key: latestKey(id, session), segment };
  const key = keyOf(id, segment);
  return standsIn(session, key) ? { key, segment } : undefined;
}

/** The runs of a wizard that a session has, the one that was changed last in front. */
export function runsIn(
  session: SessionState | undefined,
  id: string,
): readonly { readonly key: string; readonly segment: string; readonly state: WizardState }[] {
  // What was written last stands last: of two in the same millisecond that is the later one.
  return Object.entries(session?.wizards ?? {})
    .toReversed()
    .filter(([key]) => isOf(id, key))
    .map(([key, state]) => ({ key, segment: segmentOf(id, key), state }))
    .toSorted((a, b) => changedAt(b.state) - changedAt(a.state));
}

/** The wizard whose run stands under a key. */
export function wizardOfKey(key: string): string {
  const slash = key.indexOf('/');
  return slash < 0 ? key : key.slice(0, slash);
}

/** What the addresses of the run have that stands under a key. */
export function segmentOf(id: string, key: string): string {
  return key === id ? firstSegment : key.slice(id.length + 1);
}

/** When a run was changed last, in milliseconds since the epoch; when it was started, where nobody wrote that down. */
export function changedAt({ changedAt: at, startedAt }: WizardState): number {
  return at ?? startedAt;
}

/** Whether a session has as many runs of a wizard as it may have. */
export function isFull(
  { id, several }: Pick<WizardDefinition, 'id' | 'several'>,
  session: SessionState,
): boolean {
  return several !== undefined && runsIn(session, id).length >= several.max;
}

function keyOf(id: string, segment: string): string {
  return segment === firstSegment ? id : `${id}/${segment}`;
}

function isOf(id: string, key: string): boolean {
  return key === id || key.startsWith(`${id}/~`);
}

/** Whether a session has a run, or had it a moment ago. */
export function standsIn({ wizards, deleted = {}, away = {} }: SessionState, key: string): boolean {
  return [wizards, deleted, away].some((all) => Object.hasOwn(all, key));
}

/** A wizard that had several once: nothing is lost, and the visitor goes on where they were. */
function latestKey(id: string, session: SessionState): string {
  for (const key in session.wizards) if (key !== id && isOf(id, key)) return runsIn(session, id)[0]!.key;
  return id;
}
