import { isPlace, itemsAround, type Place } from '../definition/place.ts';
import type { Walk } from './walk.ts';

/** At which of the steps a page is. */
export interface Progress {
  /** Counted from 1; 0 for a page off the path. */
  readonly step: number;
  /** Undefined while it depends on an answer to come. */
  readonly of: number | undefined;
}

/**
 * At which of the steps a page is: a group is one step, with its list and all of its items. In a list of tasks the steps
 * are those of the page's own section.
 */
export function progressAt(walk: Walk, place: Place): Progress {
  const outermost = itemsAround(place)[0]?.group ?? place;
  const steps = stepsAround(walk, place);
  const step = steps.findIndex(({ key }) => key === outermost.key) + 1;
  if (walk.order === 'line') return { step, of: walk.total };
  return { step, of: isDecided(walk, place) ? steps.length : undefined };
}

/** The steps among which a page stands, each group as its list alone: those of the path, or of its section. */
export function stepsAround({ order, path }: Walk, place: Place | undefined): readonly Place[] {
  const steps = path.filter((page) => itemsAround(page).length === 0);
  return order === 'line' ? steps : steps.filter(({ section }) => section === place?.section);
}

/** Whether no step of the page's section depends on an answer to come. */
function isDecided({ verdicts }: Walk, { section }: Place): boolean {
  return !verdicts.some(
    ({ at, verdict }) =>
      verdict === 'open' && at.section === section && isPlace(at) && itemsAround(at).length === 0,
  );
}
