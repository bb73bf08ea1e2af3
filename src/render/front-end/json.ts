import { catalogue } from '../../errors.ts';
import { progressAt } from '../../flow/progress.ts';
import type { WizardDefinition } from '../../definition/model.ts';
import { wordIssue } from '../../form/issue.ts';
import { showingOf, tellingOn, type PageOf, type Showing } from '../pages/common-view.ts';
import { withNamedItems } from '../pages/item-name.ts';
import { lineHtml, lineWords, proseOf } from '../pages/prose.ts';
import { statusIn, type Frame, type Page } from '../pages/page.ts';
import { toldCompletion, toldPage, toldPlace } from '../pages/told-places.ts';
import { hiddenNames, urlOfFirst } from '../pages/urls.ts';
import { externalBody } from './json-external.ts';
import { listBody, rowsBody, tasksBody } from './json-lists.ts';
import { savedBody } from './json-saved.ts';
import {
  backOf,
  describeStep,
  isoOf,
  issuesOf,
  linksOf,
  sentAlong,
  withoutSecrets,
  withoutSecretsOf,
  wizardOf,
  wordsOf,
} from './json-parts.ts';
import { schemaOf } from './step-schema.ts';

/** What a front end gets for a page: a document, or a problem (RFC 9457) when the status is 400 or more. */
export interface JsonAnswer {
  readonly type: 'application/json' | 'application/problem+json';
  readonly body: { readonly [key: string]: unknown };
}

/** The third answer of every route: the page's substance for a front end that holds the session cookie. Pure. */
export function jsonOf(given: Page, frame: Frame): JsonAnswer {
  const showing = showingOf(given, frame);
  const page = toldPage(given, (walk) => tellingOn(showing, walk));
  const keptUntil = 'keptUntil' in page && page.keptUntil !== undefined ? isoOf(page.keptUntil) : undefined;
  const body = {
    kind: page.kind,
    ...bodyOf(page, showing),
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

const titles: { readonly [kind: string]: string } = {
  step: 'Some answers need a change',
  items: 'The list needs a change',
  rows: 'Some rows need a change',
  external: 'The step is not done at the other site',
  late: 'The session that was left for another site has ended',
  check: 'Some answers need a change',
  expired: 'The session has ended; what was sent is repeated here',
  'no-cookies': 'The cookies of this page did not come back; what was sent is repeated here',
  conflict: 'This step was answered elsewhere in the meantime',
  submitted: 'This form was sent already',
  'saved-run': 'The run was saved and is not in this session; what was sent is repeated here',
  moved: 'The run was saved and another session has it; what was sent is repeated here',
  'open-saved': 'The link opens nothing here',
  unavailable: 'This cannot be done right now; what was sent is repeated here',
  unreadable: 'The stored answers cannot be read',
  'not-found': 'There is nothing at this address',
  'too-large': 'What was sent is too large',
  'bad-request': 'What was sent cannot be read',
  refused: 'This request came from another site',
  error: 'Something went wrong',
};

function bodyOf(page: Page, showing: Showing): { readonly [key: string]: unknown } {
  const { urls, language } = showing;
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
        start: startOf(page.definition),
        inProgress: page.inProgress,
        links: { ...linksOf(page, urls), first: `${urlOfFirst(page.definition, urls)}${page.query ?? ''}` },
      };
    case 'step':
      return {
        wizard: wizardOf(page.definition),
        step: describeStep(page.place),
        schema: schemaOf(withNamedItems(page.place, page.walk, wordsOf(language)).step, wordsOf(language)),
        ...typedInto(page),
        ...(page.isAskedAgain === true ? { isAskedAgain: true } : {}),
        issues: issuesOf(page.issues.map((issue) => wordIssue(issue, page.place.step, language))),
        progress: progressAt(page.walk, page.place),
        stamp: sentAlong(page.stamp),
        links: {
          ...linksOf(page, urls),
          self: urls.step(page.definition.id, page.place.key),
          ...backOf(page, urls),
        },
      };
    case 'external':
    case 'returned':
    case 'late':
      return externalBody(page, showing);
    case 'tasks':
      return tasksBody(page, showing);
    case 'rows':
      return rowsBody(page, showing);
    case 'items':
    case 'remove-item':
      return listBody(page, showing);
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
          ...describeStep(toldPlace(place, tellingOn(showing, page.walk))),
          links: { change: urls.change(page.definition.id, place.key) },
        })),
        issues: issuesOf(page.issues),
        ...agreedTo(page, showing),
        stamp: sentAlong(page.stamp),
        links: { ...linksOf(page, urls), self: urls.check(page.definition.id) },
      };
    case 'done':
      return {
        wizard: wizardOf(page.definition),
        reference: page.reference,
        submission: page.submission,
        submittedAt: isoOf(page.submittedAt),
        ...saidAtEnd(page, showing),
        answers: typeof page.sent === 'string' ? null : withoutSecretsOf(page.sent),
        items: typeof page.sent === 'string' ? null : page.sent.items,
        erased: page.sent === 'erased',
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
        ...(page.kind === 'no-cookies' && page.stamp !== undefined ? { stamp: sentAlong(page.stamp) } : {}),
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
    case 'saved-run':
    case 'moved':
    case 'open-saved':
      return savedBody(page, urls);
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

function startOf({ start }: WizardDefinition) {
  if (start === false) return false;
  const { paragraphs, prose } = proseOf(start.intro, 'same-tab');
  const needsHtml = start.needs.map((need) => lineHtml(need, 'same-tab'));
  return { intro: paragraphs, introHtml: prose, needs: start.needs.map(lineWords), needsHtml };
}

/** What is said beside the button that sends the answers. */
function agreedTo({ definition, walk }: PageOf<'check'>, showing: Showing) {
  const { action, declaration } = toldCompletion(definition, tellingOn(showing, walk));
  const { paragraphs, prose } = proseOf(declaration, 'same-tab');
  return { action, declaration: paragraphs, declarationHtml: prose };
}

/** What is said when they are sent. */
function saidAtEnd({ definition, sent }: PageOf<'done'>, showing: Showing) {
  const walk = typeof sent === 'string' ? undefined : sent;
  const { confirmation, next } = toldCompletion(definition, tellingOn(showing, walk));
  return {
    confirmation,
    next: next.map(lineWords),
    nextHtml: next.map((text) => lineHtml(text, 'same-tab')),
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
