import { itemsAround, type Place } from '../definition/place.ts';
import type { Walk } from './walk.ts';

/** At which of the steps a page is. */
export interface Progress {
  /** Counted from 1; 0 for a page off the path. */
  readonly step: number;
  /** Undefined while it depends on an answer to come. */
  readonly of: number | undefined;
}

/** At which of the steps a page is: a group is one step, with its list and all of its items. */
export function progressAt({ path, total }: Walk, place: Place): Progress {
  const outermost = itemsAround(place)[0]?.group ?? place;
  const steps = path.filter((page) => itemsAround(page).length === 0);
  return { step: steps.findIndex(({ key }) => key === outermost.key) + 1, of: total };
}
