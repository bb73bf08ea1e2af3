import type { AnswersByStep, Json } from '../../definition/answers.ts';
import { markdownBlocks, markdownWords } from '../../definition/markdown.ts';
import type { Step, WizardDefinition } from '../../definition/model.ts';
import type { Place } from '../../definition/place.ts';
import { WizardError } from '../../errors.ts';
import type { Stamp } from '../../engine/stamp.ts';
import { previousOf } from '../../flow/position.ts';
import type { Walk } from '../../flow/walk.ts';
import type { Showing } from '../pages/common-view.ts';
import { stampFields } from '../pages/form-view.ts';
import { helpView, proseOf } from '../pages/prose.ts';
import type { PageWithOwnView } from '../pages/own-view.ts';
import type { StepIssue } from '../pages/page.ts';
import type { SectionView } from '../pages/summary.ts';
import type { Urls } from '../pages/urls.ts';
import { withoutSecrets, type SentJson } from './step-values.ts';

/** How one page is shown to a front end, and the JSON that it sent: that is repeated as it came. */
export interface Answering extends Showing {
  readonly sent: SentJson | undefined;
}

/** The live answers without those that are never given back. */
export function withoutSecretsOf({ path, live }: Walk): AnswersByStep {
  const ofPath = path.flatMap((place) => {
    const answers = live[place.key];
    return answers === undefined ? [] : [[place.key, withoutSecrets(place, answers)] as const];
  });
  return { ...live, ...Object.fromEntries(ofPath) };
}

/** Which wizard it is. */
export function wizardOf({ id, title, version }: WizardDefinition) {
  return { id, title, version };
}

/** Which page it is. */
export function describeStep({ key, written, step, heading }: Place) {
  const { title } = step;
  const { paragraphs, prose } = proseOf(step.intro, 'same-tab');
  return {
    key,
    // Without the ids of items: what its author knows it by.
    id: written,
    title,
    intro: paragraphs,
    introHtml: prose,
    help: helpView(step.help, 'same-tab'),
    section: heading,
    contents: step.kind === 'step' && step.contents !== undefined ? contentsOf(step) : undefined,
  };
}

/** The texts between the fields, each with the field that it stands before. */
function contentsOf({ fields, contents = [] }: Step) {
  return contents.map(({ name, text, after }) => ({
    name,
    before: fields[after]?.name ?? null,
    text: markdownWords(text),
    html: markdownBlocks(text),
  }));
}

/**
 * What a page's helpers made, as JSON writes it: a function among them is for views.
 *
 * @throws WizardError VIEW_FAILED that names one which JSON cannot write
 */
export function helpersOf({ definition, place, helpers }: PageWithOwnView) {
  if (helpers === undefined) return undefined;
  const inJson = ([name, value]: readonly [string, unknown]): readonly [string, Json][] => {
    try {
      const written = JSON.stringify(value) as string | undefined;
      return written === undefined ? [] : [[name, JSON.parse(written) as Json]];
    } catch (cause) {
      const where = `wizard "${definition.id}", step "${place.key}"`;
      const message = `${where}: its helper "${name}" cannot be written as JSON, for a front end; give a text or a number`;
      throw new WizardError('VIEW_FAILED', message, { cause });
    }
  };
  return Object.fromEntries(Object.entries(helpers).flatMap(inJson));
}

/** What is wrong, by field. */
export function issuesOf(issues: readonly StepIssue[]) {
  return issues.map(({ step, field, code, message }) => ({
    step,
    field,
    code,
    message,
  }));
}

/** Where a front end can go from any page of a wizard. */
export function linksOf({ definition }: { readonly definition: WizardDefinition }, urls: Urls) {
  const { id } = definition;
  return {
    start: urls.start(id),
    resume: urls.wizard(id),
    check: urls.check(id),
    end: urls.end(id),
    tasks: definition.order === 'tasks' ? urls.tasks(id) : undefined,
    keep: urls.keep(id),
    save: definition.keepFor === undefined ? undefined : urls.saved(id),
    runs: definition.several === undefined ? undefined : urls.runs(id),
  };
}

/** What a POST repeats beside its answers, under the names that it has there. */
export function sentAlong(stamp: Stamp) {
  return Object.fromEntries(stampFields(stamp).map(({ name, value }) => [name, value]));
}

/** Where Back leads. */
export function backOf(
  {
    definition,
    walk,
    place,
  }: { readonly definition: WizardDefinition; readonly walk: Walk; readonly place: Place },
  urls: Urls,
) {
  const previous = previousOf(walk, place);
  if (previous !== undefined) return { back: urls.step(definition.id, previous.key) };
  return walk.order === 'tasks' ? { back: urls.tasks(definition.id) } : {};
}

/** A moment, from milliseconds since the epoch to ISO 8601. */
export function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}

/** Answers as they read on check-your-answers. */
export function summaryFrom(sections: readonly SectionView[]) {
  return sections.map(({ heading, rows, remove }) => ({
    heading,
    rows: rows.map(({ label, lines, isEmpty, fields = [], step, change }) => ({
      label,
      lines,
      isEmpty,
      step: step?.key,
      fields,
      links: { change: change?.href },
    })),
    links: { remove: remove?.href },
  }));
}
