import { catalogue } from '../../errors.ts';
import type { AnswersByStep } from '../../definition/answers.ts';
import type { WizardDefinition } from '../../definition/model.ts';
import { fieldsAt, type Place } from '../../definition/place.ts';
import type { Stamp } from '../../engine/stamp.ts';
import { previousOf } from '../../flow/position.ts';
import { itemProgress } from '../../flow/items.ts';
import { countOf, sectionsOf } from '../../flow/sections.ts';
import { progressAt } from '../../flow/progress.ts';
import type { Walk } from '../../flow/walk.ts';
import { wordIssue } from '../../form/issue.ts';
import { languageOn } from '../pages/common-view.ts';
import { itemName } from '../pages/item-name.ts';
import { stampFields } from '../pages/form-view.ts';
import { statusIn, type Frame, type Page, type StepIssue } from '../pages/page.ts';
import { hiddenNames, urlOfFirst, urlsAt } from '../pages/urls.ts';
import { schemaOf } from './step-schema.ts';

/** What a front end gets for a page: a document, or a problem (RFC 9457) when the status is 400 or more. */
export interface JsonAnswer {
  readonly type: 'application/json' | 'application/problem+json';
  readonly body: { readonly [key: string]: unknown };
}

/** The third answer of every route: the page's substance for a front end that holds the session cookie. Pure. */
export function jsonOf(page: Page, frame: Frame): JsonAnswer {
  const urls = urlsAt(frame.base);
  const keptUntil = 'keptUntil' in page && page.keptUntil !== undefined ? isoOf(page.keptUntil) : undefined;
  const body = {
    kind: page.kind,
    ...bodyOf(page, frame, urls),
    keptUntil,
  };
  if (page.status < 400) return { type: 'application/json', body };
  return {
    type: 'application/problem+json',
    body: {
      type: `about:blank#${page.kind}`,
      title: titles[page.kind] ?? page.kind,
      status: page.status,
      ...detailOf(page),
      ...body,
    },
  };
}

/** What a front end's author can do about it: RFC 9457, section 3.1.4. */
function detailOf({ kind, status }: Page): { readonly detail?: string } {
  switch (kind) {
    case 'bad-request':
      return { detail: catalogue[status === 415 ? 'BODY_UNSUPPORTED' : 'BODY_UNREADABLE'].fix };
    case 'too-large':
      return { detail: catalogue.BODY_TOO_LARGE.fix };
    case 'refused':
      return { detail: catalogue.CROSS_SITE.fix };
    case 'no-cookies':
      return { detail: "Send back the cookies of the answers: fetch with credentials: 'include'." };
    case 'unavailable':
      return status === 429 ? { detail: catalogue.TOO_MANY_REQUESTS.fix } : {};
    default:
      return {};
  }
}

type Urls = ReturnType<typeof urlsAt>;

const titles: { readonly [kind: string]: string } = {
  step: 'Some answers need a change',
  items: 'The list needs a change',
  check: 'Some answers need a change',
  expired: 'The session has ended; what was sent is repeated here',
  'no-cookies': 'The cookies of this page did not come back; what was sent is repeated here',
  conflict: 'This step was answered elsewhere in the meantime',
  submitted: 'This form was sent already',
  unavailable: 'This cannot be done right now; what was sent is repeated here',
  unreadable: 'The stored answers cannot be read',
  'not-found': 'There is nothing at this address',
  'too-large': 'What was sent is too large',
  'bad-request': 'What was sent cannot be read',
  refused: 'This request came from another site',
  error: 'Something went wrong',
};

function bodyOf(page: Page, frame: Frame, urls: Urls): { readonly [key: string]: unknown } {
  switch (page.kind) {
    case 'list':
      return {
        wizards: page.definitions.map((each) => ({
          ...wizardOf(each),
          status: statusIn(page.started, each.id) ?? null,
          links: { start: urls.wizard(each.id) },
        })),
      };
    case 'start':
      return {
        wizard: wizardOf(page.definition),
        start: page.definition.start,
        inProgress: page.inProgress,
        links: { ...linksOf(page, urls), first: urlOfFirst(page.definition, urls) },
      };
    case 'step':
      return {
        wizard: wizardOf(page.definition),
        step: describeStep(page.place),
        schema: schemaOf(page.place.step),
        ...typedInto(page),
        issues: issuesOf(
          page.issues.map((issue) => wordIssue(issue, page.place.step, languageOn(page, frame))),
        ),
        progress: progressOf(page.walk, page.place),
        stamp: sentAlong(page.stamp),
        links: {
          ...linksOf(page, urls),
          self: urls.step(page.definition.id, page.place.key),
          ...backOf(page, urls),
        },
      };
    case 'tasks':
      return tasksBody(page, urls);
    case 'items':
    case 'remove-item':
      return listBody(page, frame, urls);
    case 'exit':
      return {
        wizard: wizardOf(page.definition),
        step: describeStep(page.place),
        links: { ...linksOf(page, urls), ...backOf(page, urls) },
      };
    case 'check':
      return {
        wizard: wizardOf(page.definition),
        answers: withoutSecretsOf(page.walk),
        items: page.walk.items,
        steps: page.walk.path.map((place) => ({
          ...describeStep(place),
          links: { change: urls.change(page.definition.id, place.key) },
        })),
        issues: issuesOf(page.issues),
        action: page.definition.completion.action,
        stamp: sentAlong(page.stamp),
        links: { ...linksOf(page, urls), self: urls.check(page.definition.id) },
      };
    case 'done':
      return {
        wizard: wizardOf(page.definition),
        reference: page.reference,
        submission: page.submission,
        submittedAt: isoOf(page.submittedAt),
        links: { ...linksOf(page, urls), self: urls.done(page.definition.id, page.reference) },
      };
    case 'submitted':
      return {
        wizard: wizardOf(page.definition),
        reference: page.reference,
        links: { ...linksOf(page, urls), done: urls.done(page.definition.id, page.reference) },
      };
    case 'conflict':
      return {
        wizard: wizardOf(page.definition),
        step: describeStep(page.place),
        typed: withoutSecrets(page.place, page.raw),
        stored: page.stored === undefined ? null : withoutSecrets(page.place, page.stored),
        stamp: sentAlong(page.stamp),
        links: { ...linksOf(page, urls), self: urls.step(page.definition.id, page.place.key) },
      };
    case 'expired':
    case 'no-cookies':
    case 'too-large':
    case 'unavailable':
      return {
        ...(page.kind === 'expired' ? { stamp: { [hiddenNames.carry]: '1' } } : {}),
        ...(page.kind === 'no-cookies' ? { stamp: sentAlong(page.stamp) } : {}),
        ...(page.kind === 'unavailable' && page.stamp !== undefined ? { stamp: sentAlong(page.stamp) } : {}),
        ...(page.definition === undefined
          ? {}
          : { wizard: wizardOf(page.definition), links: linksOf({ definition: page.definition }, urls) }),
        step: page.place === undefined ? undefined : describeStep(page.place),
        typed: withoutSecrets(page.place, page.raw),
      };
    case 'deleted':
      return {
        wizard: wizardOf(page.definition),
        undoUntil: page.undoUntil === undefined ? null : isoOf(page.undoUntil),
        links: linksOf(page, urls),
      };
    case 'delete':
    case 'saved':
      return { wizard: wizardOf(page.definition), links: linksOf(page, urls) };
    case 'unreadable':
    case 'not-found':
    case 'bad-request':
    case 'refused':
    case 'error':
      return {};
  }
}

/** The list of tasks. */
function tasksBody({ definition, walk }: Extract<Page, { kind: 'tasks' }>, urls: Urls) {
  const { id } = definition;
  const sections = sectionsOf(walk);
  return {
    wizard: wizardOf(definition),
    tasks: sections.map(({ section, state, entry, waitsFor }) => ({
      id: section.id,
      title: section.title,
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
function listBody(page: Extract<Page, { kind: 'items' | 'remove-item' }>, frame: Frame, urls: Urls) {
  const { definition, place, walk, stamp } = page;
  const { onward } = stamp;
  const language = languageOn(page, frame);
  const words = { say: language.say, language: language.tag };
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
    progress: progressOf(walk, place),
  };
}

/** A step's values as they are stored, or were sent, and as they were typed. */
function typedInto({ place, status, stored, raw }: Extract<Page, { kind: 'step' }>) {
  const typed = withoutSecrets(place, raw);
  return {
    values: status === 200 ? withoutSecrets(place, stored ?? {}) : typed,
    ...(Object.keys(typed).length === 0 ? {} : { typed }),
  };
}

/** Values by field without those that are never given back: any script of the page's origin could read them. */
function withoutSecrets<Value>(
  place: Place | undefined,
  values: { readonly [field: string]: Value },
): { readonly [field: string]: Value } {
  const secrets = place === undefined ? [] : fieldsAt(place).filter(({ control }) => control === 'password');
  if (secrets.length === 0) return values;
  const isShown = (name: string) => secrets.every((secret) => secret.name !== name);
  return Object.fromEntries(Object.entries(values).filter(([name]) => isShown(name)));
}

function withoutSecretsOf({ path, live }: Walk): AnswersByStep {
  const ofPath = path.flatMap((place) => {
    const answers = live[place.key];
    return answers === undefined ? [] : [[place.key, withoutSecrets(place, answers)] as const];
  });
  return { ...live, ...Object.fromEntries(ofPath) };
}

function wizardOf({ id, title, version }: WizardDefinition) {
  return { id, title, version };
}

function describeStep({ key, step, heading }: Place) {
  const { title, intro } = step;
  return { key, title, intro, section: heading };
}

function progressOf(walk: Walk, place: Place) {
  return progressAt(walk, place);
}

function issuesOf(issues: readonly StepIssue[]) {
  return issues.map(({ step, field, code, message }) => ({
    step,
    field,
    code,
    message,
  }));
}

function linksOf({ definition }: { readonly definition: WizardDefinition }, urls: Urls) {
  const { id } = definition;
  return {
    start: urls.start(id),
    resume: urls.wizard(id),
    check: urls.check(id),
    end: urls.end(id),
    tasks: definition.order === 'tasks' ? urls.tasks(id) : undefined,
    keep: urls.keep(id),
  };
}

/** What a POST repeats beside its answers, under the names that it has there. */
function sentAlong(stamp: Stamp) {
  return Object.fromEntries(stampFields(stamp).map(({ name, value }) => [name, value]));
}

function backOf(
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

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
