import { controlOf } from '../../controls/all.ts';
import type { Json } from '../../definition/answers.ts';
import type { Field } from '../../definition/field.ts';
import { cellName, rowSeen, rowStep } from '../../definition/rows.ts';
import type { ShownRow } from '../../engine/event.ts';
import { liveOf } from '../../flow/walk.ts';
import { wordIssue } from '../../form/issue.ts';
import { readTyped } from '../../form/read.ts';
import { answerLines } from './answer-lines.ts';
import { finish, type PageOf, type Showing } from './common-view.ts';
import { fieldView } from './field-view.ts';
import { withFoundHere } from './found-here.ts';
import { issueTarget, languageFields, stampFields } from './form-view.ts';
import { itemName, namesAround, pageLanguageOf, withNamedItems } from './item-name.ts';
import { actionOf } from './items-views.ts';
import { lineHtml, proseOf } from './prose.ts';
import { hiddenNames } from './urls.ts';
import type { FieldView, IssueView } from './view-parts.ts';
import type { RowsView, SheetRowView, TotalView } from './view.ts';
import { backLink, progressOf, stepListOf } from './way-view.ts';

/** The items of a group as the rows of one page. */
export function rowsView(page: PageOf<'rows'>, showing: Showing): RowsView {
  const { definition, place, walk, stamp, rows } = page;
  const { step } = place;
  const { say, language } = showing;
  const progress = progressOf(page, say);
  const around = namesAround(place, walk, pageLanguageOf(showing));
  const ofList = page.issues.map((issue) => ({ text: wordIssue(issue, { fields: [] }, language).message }));
  const shown = rows.map((row, index) => sheetRow(row, index, page, showing));
  return finish(page, showing, {
    heading: step.title,
    eyebrow: [progress?.text, place.heading, ...around].filter((line) => line !== undefined),
    around,
    progress,
    helpers: page.helpers ?? {},
    ...proseOf(step.intro, showing),
    issues: [...ofList, ...shown.flatMap(({ issues }) => issues)],
    columns: rowStep(place).fields.map(({ name, meta: { label, hint } }) => ({
      name,
      label,
      hintHtml: hint === undefined ? undefined : lineHtml(hint, { say }),
    })),
    rows: shown.map(({ view }) => view),
    totals: totalsOf(page, showing),
    add: rows.length < step.max ? { name: hiddenNames.add, value: '1', text: say('rows.add') } : undefined,
    full: rows.length < step.max ? undefined : say('items.full'),
    removed: removedView(page, showing),
    form: {
      action: actionOf(page, showing),
      hidden: [...stampFields(stamp), ...languageFields(showing.frame)],
      fields: [],
      button: say('continue'),
      saved: definition.drafts ? say('saved-at') : undefined,
    },
    back: backLink(page, showing),
    stepList: stepListOf(page, place, showing),
  });
}

function sheetRow(
  row: ShownRow,
  index: number,
  page: PageOf<'rows'>,
  showing: Showing,
): { readonly view: SheetRowView; readonly issues: readonly IssueView[] } {
  const { item, raw, seen } = row;
  const { say, language } = showing;
  const named = withNamedItems(row.place, page.walk, pageLanguageOf(showing));
  const nameOf = (field: string) => cellName(item, field);
  const place = withFoundHere(named, { raw, found: page.found, searched: page.searched, nameOf });
  const name = say('items.item', { n: index + 1 });
  const summed = page.place.step.rows?.totals ?? [];
  const issues = row.issues.map((issue) => wordIssue(issue, place.step, language));
  const earlier = liveOf(page.walk);
  const context = { place, say, language: language.tag, earlier, row: { item, name, summed } };
  const cells = place.step.fields.flatMap((field): FieldView[] => {
    const issue = issues.find((each) => each.field === field.name);
    const view = fieldView(field, { raw: raw[field.name], issue }, context);
    return view === undefined ? [] : [view];
  });
  // The row that was asked for is begun at once.
  if (item === page.added && cells[0] !== undefined) {
    cells[0] = { ...cells[0], attributes: `${cells[0].attributes} autofocus` };
  }
  const view: SheetRowView = {
    name,
    cells,
    hidden: [{ name: cellName(item, rowSeen), value: seen }],
    // A row that is due cannot be taken out, as an empty one would come in its place.
    remove:
      page.rows.length > Math.max(page.place.step.min, 1) || seen !== ''
        ? { name: hiddenNames.remove, value: item, text: say('items.remove') }
        : undefined,
    error: issues.find(({ field }) => field === '')?.message,
  };
  return {
    view,
    issues: issues.map((issue) => {
      const target = issueTarget(place, issue) ?? cells[0]?.id;
      const text = say('rows.issue', { row: name, message: issue.message });
      return target === undefined ? { text } : { text, href: `#${target}` };
    }),
  };
}

/** The sums of what is typed, each as an answer of its field reads. */
function totalsOf({ place, rows }: PageOf<'rows'>, showing: Showing): readonly TotalView[] {
  const { totals = [] } = place.step.rows ?? {};
  const language = pageLanguageOf(showing);
  return rowStep(place)
    .fields.filter(({ name }) => totals.includes(name))
    .map((field) => {
      const numbers = rows.map(({ raw }) => readTyped(field, raw[field.name], language.language));
      const text = answerLines(field, sumOf(numbers), { key: place.key, ...language }).join(' ');
      return { name: field.name, label: field.meta.label, text, format: JSON.stringify(formatOf(field)) };
    });
}

/** As close as amounts come, so that 0.1 and 0.2 make 0.3. */
function sumOf(numbers: readonly (Json | undefined)[]): number {
  const sum = numbers.reduce<number>((all, each) => all + (typeof each === 'number' ? each : 0), 0);
  return Number(sum.toPrecision(15));
}

/** How the page's script writes the sum as the server does: see views/assets/script/rows.js. */
function formatOf(field: Field) {
  const { currency, suffix, grouping } = field.meta;
  const isMoney = controlOf(field).name === 'money' && currency !== undefined;
  return isMoney ? { currency } : { suffix, grouping };
}

function removedView({ place, removed }: PageOf<'rows'>, showing: Showing): RowsView['removed'] {
  if (removed === undefined) return undefined;
  const { say } = showing;
  const name = itemName({ group: place, item: removed.item }, removed.walk, pageLanguageOf(showing));
  return {
    text: say('items.removed', { item: name }),
    button: { name: hiddenNames.restore, value: removed.item, text: say('items.restore') },
  };
}
