import { hiddenNames } from '../render/pages/urls.ts';
import type { Stamp } from '../engine/stamp.ts';

type Fields = { readonly [name: string]: unknown };

/** What the hidden fields of a sent form say; anything malformed counts as absent. */
export function readStamp(fields: Fields): Stamp {
  const generation = Number(textOf(fields, hiddenNames.generation));
  return {
    instance: textOf(fields, hiddenNames.instance),
    generation: Number.isInteger(generation) && generation > 0 ? generation : 1,
    seen: textOf(fields, hiddenNames.seen),
    page: textOf(fields, hiddenNames.page),
  };
}

/** Whether the form says that Continue goes back to check-your-answers. */
export function returnsToCheck(fields: Fields): boolean {
  return textOf(fields, hiddenNames.return) === 'check';
}

/** Whether the form asks to keep its values in a new session. */
export function carriesOver(fields: Fields): boolean {
  return textOf(fields, hiddenNames.carry) === '1';
}

/** Whether the form asks to keep what is typed, finished or not, and to stop for now. */
export function savesForLater(fields: Fields): boolean {
  return textOf(fields, hiddenNames.save) === '1';
}

function textOf(fields: Fields, name: string): string {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  // No stamp of ours is longer; a longer one is no stamp.
  return typeof value === 'string' && value.length <= 64 ? value : '';
}
