import { isDeepStrictEqual } from 'node:util';
import { rowPlace } from '../../definition/rows.ts';
import { itemProgress } from '../../flow/items.ts';
import { progressAt } from '../../flow/progress.ts';
import { countOf, sectionsOf } from '../../flow/sections.ts';
import type { ShownRow } from '../../engine/event.ts';
import { wordIssue } from '../../form/issue.ts';
import { rawOf } from '../../form/read.ts';
import { tellingOn, type PageOf, type Showing } from '../pages/common-view.ts';
import { itemName, pageLanguageOf } from '../pages/item-name.ts';
import { toldSectionTitle } from '../pages/told-places.ts';
import type { BodyOf } from './answers/answers.ts';
import {
  backOf,
  describeStep,
  helpersOf,
  issuesOf,
  linksOf,
  sentAlong,
  wizardOf,
  type Answering,
} from './json-parts.ts';
import { asked, formattedOn } from './json-step.ts';
import { typedValues, withoutSecrets, type Values } from './step-values.ts';

/** The list of tasks. */
export function tasksBody({ definition, walk }: PageOf<'tasks'>, showing: Showing): BodyOf<'tasks'> {
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

/** The list of a group. */
export function listBody(page: PageOf<'items' | 'rows'>, showing: Showing): BodyOf<'items'> {
  const { place, walk, removed, issues } = page;
  const { min, max } = place.step;
  const named = pageLanguageOf(showing);
  return {
    ...ofList(page, showing),
    helpers: helpersOf(page),
    items: (walk.items[place.key] ?? []).map((item) => describeItem(page, item, showing)),
    min,
    max,
    removed:
      removed === undefined
        ? undefined
        : { id: removed.item, name: itemName({ group: place, item: removed.item }, removed.walk, named) },
    issues: issuesOf(issues.map((issue) => wordIssue(issue, { fields: [] }, showing.language))),
    progress: progressAt(walk, place),
  };
}

/** One item of a list, that is to be taken out. */
export function removeBody(page: PageOf<'remove-item'>, showing: Showing): BodyOf<'remove-item'> {
  return { ...ofList(page, showing), item: describeItem(page, page.item, showing) };
}

type ListPage = PageOf<'items' | 'rows' | 'remove-item'>;

function ofList(page: ListPage, { urls }: Showing) {
  const { definition, place, stamp } = page;
  return {
    wizard: wizardOf(definition),
    step: describeStep(place),
    stamp: sentAlong(stamp),
    links: { ...linksOf(page, urls), self: urls.step(definition.id, place.key), ...backOf(page, urls) },
  };
}

function describeItem({ definition, place, walk, stamp }: ListPage, item: string, showing: Showing) {
  const { urls } = showing;
  const at = { group: place, item };
  const { isComplete, page: first } = itemProgress(walk, at);
  return {
    id: item,
    name: itemName(at, walk, pageLanguageOf(showing)),
    complete: isComplete,
    links: {
      change: urls.step(definition.id, first?.key ?? place.key),
      remove: urls.remove(definition.id, place.key, { item, onward: stamp.onward }),
    },
  };
}

/** The items of a group as rows: what a list has, what each row asks, and what stands in it. */
export function rowsBody(page: PageOf<'rows'>, answering: Answering): BodyOf<'rows'> {
  const { place, rows, walk } = page;
  const { language } = answering;
  return {
    ...listBody(page, answering),
    schema: asked(rowPlace(place, rows[0]?.item ?? ''), walk, answering).schema,
    rows: rows.map((row) => {
      const values = rowValues(page, row, answering);
      return {
        id: row.item,
        seen: row.seen,
        show: asked(row.place, walk, answering).show,
        values,
        formatted: formattedOn({ place: row.place, walk }, values, answering),
        issues: issuesOf(row.issues.map((issue) => wordIssue(issue, row.place.step, language))),
      };
    }),
  };
}

/** What stands in a row: what was typed last, or what is stored where nothing was. */
function rowValues({ status, walk }: PageOf<'rows'>, row: ShownRow, { sent, language }: Answering): Values {
  const { place, raw } = row;
  const stored = walk.live[place.key];
  const isAsStored = stored !== undefined && isDeepStrictEqual(raw, rawOf(place.step, stored, language.tag));
  if (status === 200 && isAsStored) return withoutSecrets(place, stored);
  return typedValues(place, { raw, sent }, language.tag);
}
