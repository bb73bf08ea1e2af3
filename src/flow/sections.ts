import type { Section } from '../definition/model.ts';
import { itemsAround, type NodeAt, type Place } from '../definition/place.ts';
import { computed } from './compute.ts';
import { isOpen, openIn } from './position.ts';
import { keysToCome } from './to-come.ts';
import type { Walk } from './walk.ts';

/** How far a section is. `cannot-start`: it waits for answers of other sections, or of the pages before it. */
export type SectionState = 'completed' | 'in-progress' | 'not-started' | 'cannot-start';

/** A section of the path, and how far the visitor is with it. */
export interface SectionOnPath {
  readonly section: Section;
  /** Its pages on the path, as far as the conditions can be told. */
  readonly places: readonly Place[];
  readonly state: SectionState;
  /** Where to go on with it, or to change it; undefined when none of its pages can be opened. */
  readonly entry: Place | undefined;
  /** The sections whose answers it needs before it can go on; empty while it can. */
  readonly waitsFor: readonly Section[];
}

/** How many sections are completed, and of how many that are known to apply, or may. */
export function countOf(sections: readonly SectionOnPath[]): {
  readonly completed: number;
  readonly of: number;
} {
  const completed = sections.filter(({ state }) => state === 'completed').length;
  return { completed, of: sections.length };
}

/** The sections in which there is, or may be, something to do, in the order of the definition. */
export function sectionsOf(walk: Walk): readonly SectionOnPath[] {
  return walk.verdicts.flatMap(({ at, verdict }) => {
    if (at.kind !== 'section' || at.section === undefined || verdict === 'beyond') return [];
    const { section } = at;
    const places = walk.path.filter((place) => place.section === section);
    const undecided = walk.verdicts
      .filter((each) => each.verdict === 'open' && (each.at === at || each.at.section === section))
      .map((each) => each.at);
    if (places.length === 0 && undecided.length === 0) return [];
    const waiting = places.filter(({ key }) => walk.waiting.has(key));
    const isDone = waiting.length === 0 && undecided.length === 0;
    const state = isDone && !places.some(isExit) ? 'completed' : startedOr(walk, places);
    const next = openIn(walk, section);
    const isHeldUp = !isDone && next === undefined;
    const open = places.filter((place) => isOpen(walk, place));
    return [
      {
        section,
        places,
        state,
        entry: next ?? open.find(isExit) ?? firstOf(open),
        waitsFor: isHeldUp ? sectionsBefore(walk, section, [...waiting, ...undecided]) : [],
      },
    ];
  });
}

function startedOr(walk: Walk, places: readonly Place[]): SectionState {
  if (places.some(({ key }) => key in walk.live || key in walk.items)) return 'in-progress';
  return places.some((place) => isOpen(walk, place)) ? 'not-started' : 'cannot-start';
}

/** The page with which a section begins: of a group its list, which comes before its items for who looks at it again. */
function firstOf([first]: readonly Place[]): Place | undefined {
  return first === undefined ? undefined : (itemsAround(first)[0]?.group ?? first);
}

function isExit({ kind }: Place): boolean {
  return kind === 'exit';
}

/** The other sections in which stands what these nodes wait for, each once, in their order. */
function sectionsBefore(walk: Walk, own: Section, held: readonly NodeAt[]): readonly Section[] {
  const read = new Set(held.flatMap((at) => keysToCome(walk, at)).flatMap((key) => readBy(walk, key)));
  const found = walk.verdicts.flatMap(({ at }) => (read.has(at.key) && at.section ? [at.section] : []));
  return [...new Set(found)].filter((section) => section !== own);
}

/** What has to be answered for a key: of a value, whatever it waits for in its turn. */
function readBy(walk: Walk, key: string): readonly string[] {
  const at = walk.verdicts.find((each) => each.at.key === key)?.at;
  if (at?.kind !== 'value') return [key];
  const made = computed(at, walk);
  const asked = 'toCome' in made ? [made.toCome] : [];
  return [...keysToCome(walk, at), ...asked].flatMap((each) => readBy(walk, each));
}
