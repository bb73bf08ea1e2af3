import { isSearched, longestQuery, mostFound } from '../definition/choice-source.ts';
import type { Known } from '../definition/condition/evaluate.ts';
import type { Field, FoundOptions } from '../definition/field.ts';
import type { StepPlace } from '../definition/place.ts';
import { isWizardError } from '../errors.ts';
import { factsOf, type Log } from '../log.ts';
import { askedAt } from './visitor-choices.ts';
import type { Loaded, LoadOptions } from './load-options.ts';
import type { PageCalls } from './page-calls.ts';

/** A choice that is searched, and what is known of the answers before it. */
export interface Searched {
  readonly wizard: string;
  readonly place: StepPlace;
  readonly field: Field;
  readonly known: Known;
  /** Where a page searches for several texts. */
  readonly calls?: PageCalls<Loaded> | undefined;
}

/**
 * The options that a typed text finds. A search that fails says so, and what is chosen already stays as it is.
 *
 * @param typed as somebody typed it; nothing is called by a longer text than one of `longestQuery` characters
 * @returns undefined where nothing is typed, and for a choice that is not searched
 */
export async function findOptions(
  { loadOptions, log }: { readonly loadOptions: LoadOptions; readonly log: Log },
  { wizard, place, field, known, calls }: Searched,
  typed: string,
): Promise<FoundOptions | undefined> {
  const { source } = field.meta;
  const query = typed.trim();
  if (query === '' || !isSearched(source)) return undefined;
  if (query.length > longestQuery) return { kind: 'found', query, options: [], isMore: false };
  const asked = askedAt({ wizard, at: place, name: field.name, source, known });
  try {
    const { options } = await loadOptions({ ...asked, wanted: { query }, calls });
    const isMore = options.length > mostFound;
    return { kind: 'found', query, options: options.slice(0, mostFound), isMore };
  } catch (error) {
    if (!isWizardError(error, 'CHOICES_UNAVAILABLE')) throw error;
    log.warn(factsOf(error), error.message);
    return { kind: 'failed', query };
  }
}
