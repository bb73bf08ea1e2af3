import type { ItemAt, Place } from '../definition/place.ts';
import type { Walk } from './walk.ts';

/** How far an item is. */
export interface ItemProgress {
  readonly isComplete: boolean;
  /** Its first page that waits for an answer, else its first one; undefined when none of its pages applies. */
  readonly page: Place | undefined;
}

/** How far an item of the walk is, and where to go on with it. */
export function itemProgress({ path, waiting }: Walk, { group, item }: ItemAt): ItemProgress {
  const prefix = `${group.key}/${item}/`;
  const pages = path.filter(({ key }) => key.startsWith(prefix));
  return {
    // What may still come is waiting too, though it is not on the path.
    isComplete: ![...waiting].some((key) => key.startsWith(prefix)),
    page: pages.find(({ key }) => waiting.has(key)) ?? pages[0],
  };
}
