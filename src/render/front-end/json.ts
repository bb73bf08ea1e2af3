import { catalogue } from '../../errors.ts';
import type { WizardDefinition } from '../../definition/model.ts';
import { showingOf, tellingOn, type Showing } from '../pages/common-view.ts';
import { lineHtml, lineWords, proseOf } from '../pages/prose.ts';
import { handOversBody } from './json-hand-overs.ts';
import { statusIn, type Frame, type Page } from '../pages/page.ts';
import { toldPage } from '../pages/told-places.ts';
import { valuesShown } from '../pages/values-shown.ts';
import { urlOfFirst } from '../pages/urls.ts';
import { checkBody, doneBody } from './json-check.ts';
import { externalBody } from './json-external.ts';
import { listBody, removeBody, rowsBody, tasksBody } from './json-lists.ts';
import { backOf, describeStep, helpersOf, isoOf, linksOf, wizardOf, type Answering } from './json-parts.ts';
import { savedBody, typedIn } from './json-saved.ts';
import { runsBody } from './json-runs.ts';
import { conflictBody, heldBody, stepBody } from './json-step.ts';
import type { SentJson } from './step-values.ts';

/** What a front end gets for a page: a document, or a problem (RFC 9457) when the status is 400 or more. */
export interface JsonAnswer {
  readonly type: 'application/json' | 'application/problem+json';
  readonly body: { readonly [key: string]: unknown };
}

/**
 * The third answer of every route: the page's substance for a front end that holds the session cookie. Pure.
 *
 * @param sent the JSON that it sent, when it did: what is to be repeated of it is repeated as it came
 */
export function jsonOf(given: Page, frame: Frame, sent?: SentJson): JsonAnswer {
  const showing = showingOf(given, frame);
  const page = toldPage(given, (walk) => tellingOn(showing, walk));
  const keptUntil = 'keptUntil' in page && page.keptUntil !== undefined ? isoOf(page.keptUntil) : undefined;
  const body = {
    kind: page.kind,
    ...bodyOf(page, { ...showing, sent }),
    computed: computedOn(page, showing),
    keptUntil,
  };
  if (page.status < 400) return { type: 'application/json', body };
  return {
    type: 'application/problem+json',
    body: {
      type: `about:blank#${page.kind}`,
      title: titleOf(page),
      status: page.status,
      ...detailOf(page),
      ...body,
    },
  };
}

/** The values that visitors see, by key: those that could be worked out. */
function computedOn(page: Page, showing: Showing) {
  const walk = page.kind === 'done' ? page.sent : 'walk' in page ? page.walk : undefined;
  if (walk === undefined || typeof walk === 'string') return undefined;
  const shown = valuesShown(walk, tellingOn(showing, walk));
  if (shown.length === 0) return undefined;
  return Object.fromEntries(
    shown.map(({ at, title: label, value, lines }) => [at.key, { label, value, lines }]),
  );
}

/**
 * What a front end gets of a wizard that the host keeps from its visitor.
 *
 * @param away `to` is the path where a browser would be sent
 */
export function turnedAwayJson(
  definition: WizardDefinition,
  { to, status }: { readonly to: string; readonly status: 401 | 403 },
): JsonAnswer {
  const kind = status === 401 ? 'log-in' : 'forbidden';
  const title = status === 401 ? 'A log-in is wanted' : 'This form is not for this visitor';
  const body = {
    type: `about:blank#${kind}`,
    title,
    status,
    kind,
    wizard: wizardOf(definition),
    location: to,
  };
  return { type: 'application/problem+json', body };
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

function titleOf(page: Page): string {
  if (page.kind === 'check' && page.status === 409)
    return 'The answers have changed since this page was shown; nothing was sent';
  if (page.kind === 'expired' && page.deleted !== undefined)
    return 'The answers were deleted; what was sent is repeated here';
  return titles[page.kind] ?? page.kind;
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
  'in-progress': 'This form has answers already; nothing was taken over',
  submitted: 'This form was sent already',
  'saved-run': 'The run was saved and is not in this session; what was sent is repeated here',
  moved: 'The run was saved and another session has it; what was sent is repeated here',
  'open-saved': 'The link opens nothing here',
  unavailable: 'This cannot be done right now; what was sent is repeated here',
  unreadable: 'The stored answers cannot be read',
  'not-found': 'There is nothing at this address',
  'too-large': 'What was sent is too large',
  full: 'There are as many runs as there may be; what was sent is repeated here',
  'bad-request': 'What was sent cannot be read',
  refused: 'This request came from another site',
  error: 'Something went wrong',
};

function bodyOf(page: Page, answering: Answering): { readonly [key: string]: unknown } {
  const { urls } = answering;
  switch (page.kind) {
    case 'list':
      return {
        wizards: page.definitions.map((each) => ({
          ...wizardOf(each),
          status: statusIn(page.started, each.id) ?? null,
          links: { start: urls.wizard(each.id) },
        })),
      };
    case 'runs':
      return runsBody(page, answering);
    case 'start':
      return {
        wizard: wizardOf(page.definition),
        start: startOf(page.definition),
        inProgress: page.inProgress,
        links: { ...linksOf(page, urls), first: `${urlOfFirst(page.definition, urls)}${page.query ?? ''}` },
      };
    case 'step':
      return stepBody(page, answering);
    case 'external':
    case 'returned':
    case 'late':
      return externalBody(page, answering);
    case 'tasks':
      return tasksBody(page, answering);
    case 'rows':
      return rowsBody(page, answering);
    case 'items':
      return listBody(page, answering);
    case 'remove-item':
      return removeBody(page, answering);
    case 'exit':
      return {
        wizard: wizardOf(page.definition),
        step: describeStep(page.place),
        helpers: helpersOf(page),
        handOvers: handOversBody(
          page.place.step.handOvers,
          urls.step(page.definition.id, page.place.key),
          urls,
        ),
        links: { ...linksOf(page, urls), ...backOf(page, urls) },
      };
    case 'check':
      return checkBody(page, answering);
    case 'done':
      return doneBody(page, answering);
    case 'in-progress':
      return { wizard: wizardOf(page.definition), links: linksOf(page, urls) };
    case 'submitted':
      return {
        wizard: wizardOf(page.definition),
        reference: page.reference,
        ...typedIn(page, answering),
        links: { ...linksOf(page, urls), done: urls.done(page.definition.id, page.reference) },
      };
    case 'conflict':
      return conflictBody(page, answering);
    case 'expired':
    case 'no-cookies':
    case 'too-large':
    case 'full':
    case 'unavailable':
      return heldBody(page, answering);
    case 'deleted':
      return {
        wizard: wizardOf(page.definition),
        undoUntil: page.undoUntil === undefined ? null : isoOf(page.undoUntil),
        links: linksOf(page, urls),
      };
    case 'saved-run':
    case 'moved':
    case 'open-saved':
      return savedBody(page, answering);
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
