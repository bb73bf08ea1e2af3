import type { Content, Field } from '../../definition/field.ts';
import type { Step } from '../../definition/model.ts';
import { fieldsAt, type Place, type StepPlace } from '../../definition/place.ts';
import { controlOf, inputsOf } from '../../controls/all.ts';
import type { RawValue, RawValues } from '../../controls/raw.ts';
import type { Stamp } from '../../engine/stamp.ts';
import type { WordedIssue } from '../../form/issue.ts';
import { contentView, inGroups } from './content-view.ts';
import { fieldId, fieldView, type FieldContext } from './field-view.ts';
import type { Frame } from './page.ts';
import { hiddenNames } from './urls.ts';
import type { Say } from '../../language/language.ts';
import { underOptions } from './under-options.ts';
import type { FieldView, FormView, IssueView } from './view-parts.ts';

type Hidden = FormView['hidden'];

/** The hidden fields that tell a stale page from a fresh one, and where Continue leads. */
export function stampFields(stamp: Stamp | undefined): Hidden {
  if (stamp === undefined) return [];
  return [
    { name: hiddenNames.instance, value: stamp.instance },
    { name: hiddenNames.generation, value: String(stamp.generation) },
    { name: hiddenNames.seen, value: stamp.seen },
    { name: hiddenNames.page, value: stamp.page },
    ...(stamp.basis === undefined || stamp.basis === ''
      ? []
      : [{ name: hiddenNames.basis, value: stamp.basis }]),
    ...(stamp.onward === 'check' ? [{ name: hiddenNames.return, value: 'check' }] : []),
  ];
}

/** In which language a form is to be read, where there are several. */
export function languageFields({ languages }: Pick<Frame, 'languages'>): Hidden {
  return languages === undefined ? [] : [{ name: hiddenNames.typedIn, value: languages.typedIn }];
}

/** What the form of a link to a saved run carries: as on every page of ours, whether the browser keeps cookies shows. */
export const linkFields: Hidden = [{ name: hiddenNames.page, value: 'link' }];

/** What was typed, as hidden fields that post the same again. Passwords are never put into a page. */
export function heldFields(place: Place, raw: RawValues, frame: Pick<Frame, 'languages'>): Hidden {
  const typed = fieldsAt(place).flatMap((field) => {
    const value = rawOf(raw, field);
    return value === undefined || controlOf(field).isSecret === true ? [] : heldField(field, value);
  });
  return [...languageFields(frame), ...typed];
}

/** The hidden control fields of a step, with their values. */
export function hiddenControls(step: Step, raw: RawValues): Hidden {
  const { hidden } = fixedForm(step);
  return hidden.flatMap((field) => heldField(field, rawOf(raw, field) ?? field.meta.value ?? ''));
}

/** What the fields of a step are shown with. */
export interface FieldsContext extends FieldContext {
  readonly raw: RawValues;
  readonly issues: readonly WordedIssue[];
}

/** The views of a step's fields, without those that the earlier answers hide. */
export function fieldViews(
  context: FieldsContext,
  fields: readonly (Field | Content)[] = fixedForm(context.place.step).laidOut,
): readonly FieldView[] {
  const { raw, issues } = context;
  const views = fields
    .map((field) => {
      if ('text' in field) return contentView(field, context);
      const issue = issues.find((each) => each.field === field.name);
      return fieldView(field, { raw: rawOf(raw, field), issue }, context);
    })
    .filter((view) => view !== undefined);
  return inGroups(underOptions(views));
}

/** Where the error summary sends to for an issue: the first bad part of several, otherwise the field's first control. */
export function issueTarget(
  place: StepPlace,
  issue: Pick<WordedIssue, 'field' | 'parts'>,
): string | undefined {
  const field = place.step.fields.find((each) => each.name === issue.field);
  const control = field === undefined ? undefined : controlOf(field);
  if (field === undefined || control?.isHidden === true) return undefined;
  const id = fieldId(place, field.name);
  const inputs = inputsOf(field);
  const first = typeof inputs === 'object' ? inputs[0] : undefined;
  return first === undefined ? id : `${id}--${issue.parts?.[0] ?? first}`;
}

/** The issues as they are shown: where two read the same, each names its question. */
export function namedIssues(
  { fields }: Step,
  issues: readonly WordedIssue[],
  say: Say,
): readonly WordedIssue[] {
  return issues.map((issue) => {
    const isTwice = issues.filter(({ message }) => message === issue.message).length > 1;
    const field = fields.find(({ name }) => name === issue.field);
    return isTwice && field !== undefined
      ? { ...issue, message: say('issue-of', { label: field.meta.label, message: issue.message }) }
      : issue;
  });
}

/** The error summary, in the order of the fields; what is about the page as a whole comes first. */
export function issueViews(place: StepPlace, issues: readonly WordedIssue[]): readonly IssueView[] {
  const order = (issue: WordedIssue) => place.step.fields.findIndex((field) => field.name === issue.field);
  return issues
    .toSorted((a, b) => order(a) - order(b))
    .map((issue) => {
      const id = issueTarget(place, issue);
      return id === undefined ? { text: issue.message } : { text: issue.message, href: `#${id}` };
    });
}

/**
 * The field whose label or legend is the page's heading: that of a step with a single question. A consent box keeps its
 * label beside the box.
 */
export function headingField(step: Step): Field | undefined {
  return fixedForm(step).heading;
}

/** The fields of a step by what becomes of them: the same for every visitor. */
interface FixedForm {
  /** What is shown, in order, the texts between the fields among it. */
  readonly laidOut: readonly (Field | Content)[];
  readonly hidden: readonly Field[];
  readonly heading: Field | undefined;
}

const fixedForms = new WeakMap<Step, FixedForm>();

function fixedForm(step: Step): FixedForm {
  const known = fixedForms.get(step);
  if (known !== undefined) return known;
  const visible = step.fields.filter((field) => !isHidden(field));
  const only = questionOf(step, visible);
  const { contents = [] } = step;
  const isHeading =
    only !== undefined &&
    controlOf(only).keepsLabel !== true &&
    only.show === undefined &&
    only.meta.group === undefined &&
    contents.length === 0;
  const hidden = step.fields.filter((field) => isHidden(field));
  const made = { laidOut: laidOut(step), hidden, heading: isHeading ? only : undefined };
  fixedForms.set(step, made);
  return made;
}

/**
 * The field that the page asks for: the only one; or the first, where it says what the title says and the others open
 * under it, such as "other, please specify".
 */
function questionOf({ title }: Step, [first, ...others]: readonly Field[]): Field | undefined {
  const isWhole = first?.meta.label === title && others.every(({ show }) => show !== undefined);
  return others.length === 0 || isWhole ? first : undefined;
}

function laidOut({ fields, contents = [] }: Step): readonly (Field | Content)[] {
  const at = (index: number) => contents.filter(({ after }) => after === index);
  return [
    ...fields.flatMap((field, index) => [...at(index), ...(isHidden(field) ? [] : [field])]),
    ...at(fields.length),
  ];
}

function heldField(field: Field, value: RawValue): { name: string; value: string }[] {
  const { name } = field;
  if (typeof value === 'string') return [{ name, value }];
  if (isList(value)) return value.map((each) => ({ name, value: each }));
  return Object.entries(value).map(([part, typed]) => ({ name: `${name}-${part}`, value: typed }));
}

function isList(value: Exclude<RawValue, string>): value is readonly string[] {
  return Array.isArray(value);
}

function isHidden(field: Field): boolean {
  return controlOf(field).isHidden === true;
}

function rawOf(raw: RawValues, field: Field): RawValue | undefined {
  return Object.hasOwn(raw, field.name) ? raw[field.name] : undefined;
}
