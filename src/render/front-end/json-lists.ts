import { rowPlace } from '../../definition/rows.ts';
import { itemProgress } from '../../flow/items.ts';
import { progressAt } from '../../flow/progress.ts';
import { countOf, sectionsOf } from '../../flow/sections.ts';
import { wordIssue } from '../../form/issue.ts';
import { tellingOn, type PageOf, type Showing } from '../pages/common-view.ts';
import { itemName, withNamedItems } from '../pages/item-name.ts';
import { toldSectionTitle } from '../pages/told-places.ts';
import { backOf, describeStep, issuesOf, linksOf, sentAlong, wizardOf, wordsOf } from './json-parts.ts';
import { schemaOf } from './step-schema.ts';

/** The list of tasks. */
export function tasksBody({ definition, walk }: PageOf<'tasks'>, showing: Showing) {
  const { urls } = showing;
  const { id } = definition;
  const telling = tellingOn(showing, walk);
  const sections = sectionsOf(walk);
  return {
    wizard: wizardOf(definition),
    tasks: sections.map(({ section, state, entry, waitsFor }) => ({
      id: section.id,
      title: toldSectionTitle(section, walk, telling),
      state,
      after: waitsFor.map((each) => each.id),
      links: entry === undefined ? {} : { open: urls.step(id, entry.key) },
    })),
    progress: countOf(sections),
    complete: walk.complete,
    links: { ...linksOf({ definition }, urls), self: urls.tasks(id) },
  };
}

/** The list of a group, or one item of it that is to be taken out. */
export function listBody(page: PageOf<'items' | 'rows' | 'remove-item'>, { urls, language }: Showing) {
  const { definition, place, walk, stamp } = page;
  const { onward } = stamp;
  const words = wordsOf(language);
  const describe = (item: string) => {
    const at = { group: place, item };
    const { isComplete, page: first } = itemProgress(walk, at);
    return {
      id: item,
      name: itemName(at, walk, words),
      complete: isComplete,
      links: {
        change: urls.step(definition.id, first?.key ?? place.key),
        remove: urls.remove(definition.id, place.key, { item, onward }),
      },
    };
  };
  const shared = {
    wizard: wizardOf(definition),
    step: describeStep(place),
    stamp: sentAlong(stamp),
    links: {
      ...linksOf(page, urls),
      self: urls.step(definition.id, place.key),
      ...backOf(page, urls),
    },
  };
  if (page.kind === 'remove-item') return { ...shared, item: describe(page.item) };
  const { min, max } = place.step;
  const { removed, issues } = page;
  return {
    ...shared,
    items: (walk.items[place.key] ?? []).map(describe),
    min,
    max,
    removed:
      removed === undefined
        ? undefined
        : { id: removed.item, name: itemName({ group: place, item: removed.item }, removed.walk, words) },
    issues: issuesOf(issues.map((issue) => wordIssue(issue, { fields: [] }, language))),
    progress: progressAt(walk, place),
  };
}

/** The items of a group as rows: what a list has, and what stands in each row. */
export function rowsBody(page: PageOf<'rows'>, showing: Showing) {
  const { place, rows, walk, status } = page;
  const { language } = showing;
  const { step } = withNamedItems(rowPlace(place, rows[0]?.item ?? ''), walk, wordsOf(language));
  return {
    ...listBody(page, showing),
    schema: schemaOf(step, wordsOf(language)),
    rows: rows.map(({ item, seen, raw, issues, place: row }) => ({
      id: item,
      seen,
      values: status === 200 ? (walk.live[row.key] ?? {}) : raw,
      typed: raw,
      issues: issuesOf(issues.map((issue) => wordIssue(issue, row.step, language))),
    })),
  };
}
