import type { Section } from '../definition/model.ts';
import type { Place } from '../definition/place.ts';
import { isOpen } from './position.ts';
import type { Walk } from './walk.ts';

/** How far a section is. `cannot-start`: it waits for answers of other sections, or of the pages before it. */
export type SectionState = 'completed' | 'in-progress' | 'not-started' | 'cannot-start';

/** A section of the path, and how far the visitor is with it. */
export interface SectionOnPath {
  readonly section: Section;
  /** Its pages on the path, as far as the conditions can be told. */
  readonly places: readonly Place[];
  /** The first of them that waits for its answer. */
  readonly firstIncomplete: Place | undefined;
  readonly state: SectionState;
}

/** The sections in which there is, or may be, something to do, in the order of the definition. */
export function sectionsOf(walk: Walk): readonly SectionOnPath[] {
  return walk.verdicts.flatMap(({ at, verdict }) => {
    if (at.kind !== 'section' || at.section === undefined || verdict === 'beyond') return [];
    const { section } = at;
    const places = walk.path.filter((place) => place.section === section);
    const isUndecided = walk.verdicts.some(
      (each) => each.verdict === 'open' && (each.at === at || each.at.section === section),
    );
    if (places.length === 0 && !isUndecided) return [];
    const firstIncomplete = places.find(({ key }) => walk.waiting.has(key));
    return [{ section, places, firstIncomplete, state: stateOf(walk, places, isUndecided) }];
  });
}

function stateOf(walk: Walk, places: readonly Place[], isUndecided: boolean): SectionState {
  const firstIncomplete = places.find(({ key }) => walk.waiting.has(key));
  const isEnded = places.some(({ kind }) => kind === 'exit');
  if (firstIncomplete === undefined && !isUndecided && !isEnded) return 'completed';
  if (places.some(({ key }) => key in walk.live || key in walk.items)) return 'in-progress';
  const next = firstIncomplete ?? places[0];
  return next !== undefined && isOpen(walk, next) ? 'not-started' : 'cannot-start';
}
