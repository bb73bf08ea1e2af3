import type { Awaitable } from '../awaitable.ts';
import { partsOf } from '../controls/lookup.ts';
import type { RawValues } from '../controls/raw.ts';
import { isSearched } from '../definition/choice-source.ts';
import type { StepPlace } from '../definition/place.ts';
import { cellName } from '../definition/rows.ts';
import { findOptions } from '../engine/find-options.ts';
import type { Loaded } from '../engine/load-options.ts';
import { callsOfPage } from '../engine/page-calls.ts';
import { liveOf } from '../flow/walk.ts';
import type { FoundByControl, Page } from '../render/pages/page.ts';
import type { Engine } from './parts.ts';

/** What of the engine a search needs. */
type Searching = Pick<Engine, 'loadOptions' | 'log'>;

/**
 * A page with what is found for the texts that are typed into it; the same page where none is.
 *
 * @param leftMs what is left of the request's time
 */
export function withFound(engine: Searching, page: Page, leftMs: () => number): Awaitable<Page> {
  if (page.kind !== 'step' && page.kind !== 'rows') return page;
  const { definition, walk } = page;
  const forms: readonly Form[] =
    page.kind === 'step'
      ? [{ place: page.place, raw: page.raw, nameOf: (name) => name }]
      : // What is sent past the most that the list can have is shown, and not searched for.
        page.rows.slice(0, page.place.step.max).map(({ item, place, raw }) => ({
          place,
          raw,
          nameOf: (name) => cellName(item, name),
        }));
  const known = liveOf(walk);
  const calls = callsOfPage<Loaded>(leftMs);
  const searches = forms.flatMap(({ place, raw, nameOf }) =>
    place.step.fields
      .filter(({ name, meta }) => isSearched(meta.source) && partsOf(raw[name]).query.trim() !== '')
      .map(async (field) => {
        const { query } = partsOf(raw[field.name]);
        const searched = { wizard: definition.id, place, field, known, calls };
        const found = await findOptions(engine, searched, query);
        return [nameOf(field.name), found!] as const;
      }),
  );
  if (searches.length === 0) return page;
  return Promise.all(searches).then((found): Page => {
    const byControl: FoundByControl = Object.fromEntries(found);
    return { ...page, found: byControl };
  });
}

/** What is typed into a page, or into one row of it. */
interface Form {
  readonly place: StepPlace;
  readonly raw: RawValues;
  readonly nameOf: (field: string) => string;
}
