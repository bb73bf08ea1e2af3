import type { Json, WizardDefinition } from '../definition/model.ts';
import type { Coverage } from './coverage.ts';
import { differ, fail, loggedWith, whereabouts } from './failing.ts';
import { firstAttempt } from './first-attempt.ts';
import { elementsOf } from './html.ts';
import { refuseUnknownFields, refuseUnknownWizard } from './known-names.ts';
import type { OwnApp } from './own-app.ts';
import type { Page } from './read-page.ts';
import { serve, type JourneyTarget, type Served } from './serve.ts';
import { visitor, type Means, type Visitor } from './visitor.ts';
import type { WalkedPath } from '../sample/walk-paths.ts';

/** What a journey can be told. */
export interface JourneyOptions {
  /** `html` (a browser without scripts, the default), `htmx`, or `json` (a front end). */
  readonly as?: Means;
  /** Where the wizards are mounted: `/apply`; the root by default. */
  readonly at?: string;
  /** Gets the path at the receipt and at an exit page. */
  readonly coverage?: Coverage;
}

/**
 * A visitor's way through a wizard, over HTTP. Calls can be chained, and run in their order; awaiting the chain gives
 * the page that the visitor has before them, or rejects with what failed first.
 */
export interface Journey extends PromiseLike<Page> {
  /** Opens a wizard, and passes its start page when there is one. A visitor who was here before resumes. */
  start(wizard: string): Journey;
  /** Opens a page of the wizard: a step's key, `check`, `end`; with `?return=check` as "Change" does. */
  open(path: string): Journey;
  /**
   * Sends the step that is open with what it holds already and these answers, in the schemas' input types: ISO dates,
   * numbers, booleans, lists; null for none.
   */
  answer(answers?: { readonly [field: string]: Json }): Journey;
  /**
   * Sends the form on check-your-answers, and goes on to the receipt; or back to the form, when the handler rejects.
   * Where the journey put the app together, it waits until the handler was tried once.
   *
   * @throws AssertionError with the handler's own error when that attempt failed
   */
  submit(): Journey;
  /** Starts a wizard, answers every step of a path that `walk` found, and submits unless it ends at an exit. */
  follow(wizard: string, path: WalkedPath): Journey;
  /** @throws AssertionError when these are not the steps that were answered, the exit page included */
  expectPath(steps: readonly string[]): Journey;
  /** @throws AssertionError when another page than this step's is open; `check` and `done` name the pages at the end */
  expectStep(step: string): Journey;
  /** @throws AssertionError when the page does not show this issue: `''` for one of the step as a whole */
  expectIssue(field: string, message?: string | RegExp): Journey;
  /** @throws AssertionError when the page does not say this */
  expectText(text: string | RegExp): Journey;
  /** The page that the visitor has before them. */
  page(): Promise<Page>;
  /** Stops the server of this journey. Not needed for the process to end. */
  close(): Promise<void>;
}

interface Stand {
  readonly visitor: Visitor | undefined;
  /** The id of the wizard that was started. */
  readonly wizard: string;
  readonly base: string;
  readonly page: Page | undefined;
  /** Keys of the steps answered so far, in order. */
  readonly answered: readonly string[];
}

/**
 * Begins a journey of a new visitor through an app, or through wizards that an app is put together for. Only of the latter can it say
 * what the handler threw, what was logged with a page of status 500, and which wizards, steps and fields there are.
 */
export function journey<W extends WizardDefinition = WizardDefinition>(
  target: JourneyTarget<W>,
  options: JourneyOptions = {},
): Journey {
  const { as = 'html', at = '', coverage } = options;
  let server: Promise<Served> | undefined;
  let stand: Promise<Stand> = Promise.resolve({
    visitor: undefined,
    wizard: '',
    base: at,
    page: undefined,
    answered: [],
  });

  /** Does one thing after the others; a test that awaits nothing is told by its unhandled rejection. */
  function then(next: (now: Stand) => Promise<Stand> | Stand): Journey {
    stand = stand.then(next);
    return chain;
  }

  async function begin(now: Stand, wizard: string): Promise<Stand> {
    server ??= serve(target);
    const { origin, own } = await server;
    if (own !== undefined) refuseUnknownWizard(own, wizard);
    const base = `${at}/${wizard}`;
    const isHere = now.base === base && now.visitor !== undefined;
    const someone = isHere ? now.visitor : explained(visitor(origin, base, as), own);
    let page = await someone.open(base);
    if (page.status === 200 && page.step === undefined && page.url === base && page.reference === undefined) {
      page = await someone.open(firstStepUrl(page, base) ?? base);
    }
    if (page.status >= 400) fail(`${base} answered ${page.status}: "${page.heading}"${loggedWith(page)}`);
    return { visitor: someone, wizard, base, page, answered: [] };
  }

  async function send(now: Stand, answers: { readonly [field: string]: Json }): Promise<Stand> {
    const { visitor: someone, page } = started(now);
    const { step } = page;
    if (step === undefined) fail(`there is no step to answer here: ${whereabouts(page)}`);
    const own = (await server)?.own;
    if (own !== undefined) refuseUnknownFields(own, now.wizard, step, answers);
    const next = await someone.send(page, answers);
    if (next.status >= 400) return { ...now, page: next };
    const answered = now.answered.includes(step) ? now.answered : [...now.answered, step];
    if (nameOf(next) === 'check') {
      // An answer that was changed may have closed branches: the app says which steps are left.
      return { ...now, page: next, answered: (await someone.pathAtCheck()) ?? answered };
    }
    if (!isExit(next) || next.step === undefined) return { ...now, page: next, answered };
    coverage?.add([...answered, next.step]);
    return { ...now, page: next, answered: [...answered, next.step] };
  }

  async function finish(now: Stand): Promise<Stand> {
    const { visitor: someone, page } = started(now);
    if (nameOf(page) !== 'check') fail(`check-your-answers is not reached: ${whereabouts(page)}`);
    const sent = await someone.send(page, {});
    if (sent.reference === undefined) return { ...now, page: sent };
    coverage?.add(now.answered);
    const own = (await server)?.own;
    const wasTried = own !== undefined && (await firstAttempt(own, now.wizard, sent.reference));
    // The receipt may have been shown before the handler had ended.
    return { ...now, page: wasTried ? await someone.open(sent.url) : sent };
  }

  const expecting = (look: (page: Page, now: Stand) => void): Journey =>
    then((now) => {
      look(started(now).page, now);
      return now;
    });

  const chain: Journey = {
    start: (wizard) => then((now) => begin(now, wizard)),
    open: (path) =>
      then(async (now) => ({ ...now, page: await started(now).visitor.open(`${now.base}/${path}`) })),
    answer: (answers = {}) => then((now) => send(now, answers)),
    submit: () => then(finish),
    follow: (wizard, path) => {
      chain.start(wizard);
      for (const step of path.steps) {
        if (step !== path.exit) chain.expectStep(step).answer(path.answers[step]);
      }
      return path.exit === undefined ? chain.submit() : chain.expectStep(path.exit);
    },
    expectPath: (steps) =>
      expecting((_, { answered }) => {
        if (answered.join(' ') === steps.join(' ')) return;
        differ('the path is another one', answered.join(' → '), steps.join(' → '));
      }),
    expectStep: (step) =>
      expecting((page) => {
        if (nameOf(page) !== step) differ(`another page is open: ${whereabouts(page)}`, nameOf(page), step);
      }),
    expectIssue: (field, message) =>
      expecting((page) => {
        const found = page.issues.filter((issue) => issue.field === field);
        if (found.some((issue) => message === undefined || matches(issue.message, message))) return;
        const shown = page.issues.map((issue) => `${issue.field}: ${issue.message}`).join('; ') || 'no issue';
        const wanted = message === undefined ? field : `${field}: ${String(message)}`;
        differ(`the issue is not shown: ${whereabouts(page)}`, shown, wanted);
      }),
    expectText: (text) =>
      expecting((page) => {
        if (!matches(page.text, text, 'within'))
          differ(`the page does not say this: ${whereabouts(page)}`, page.text, String(text));
      }),
    page: async () => started(await stand).page,
    close: async () => {
      await stand.catch(() => {});
      if (server !== undefined) await (await server).close();
    },
    // oxlint-disable-next-line unicorn/no-thenable -- awaiting the chain runs it to its end
    then: (onPage, onError) => chain.page().then(onPage, onError),
  };
  return chain;
}

/** A visitor whose pages of status 500 and more say what the app logged. */
function explained(someone: Visitor, own: OwnApp | undefined): Visitor {
  if (own === undefined) return someone;
  const explain = async (ask: () => Promise<Page>): Promise<Page> => {
    own.takeTroubles();
    const page = await ask();
    return page.status < 500 ? page : { ...page, logged: own.takeTroubles() };
  };
  return {
    ...someone,
    open: (url) => explain(() => someone.open(url)),
    send: (page, answers, url) => explain(() => someone.send(page, answers, url)),
  };
}

function started(now: Stand): { readonly visitor: Visitor; readonly page: Page } {
  if (now.visitor === undefined || now.page === undefined)
    fail('the journey has not begun: call .start(wizard)');
  return { visitor: now.visitor, page: now.page };
}

/** Where a start page leads. */
function firstStepUrl(page: Page, base: string): string | undefined {
  if (page.json !== undefined) return (page.json['links'] as { readonly first?: string } | undefined)?.first;
  const links = elementsOf(page.body)
    .querySelectorAll('a[href]')
    .map((link) => link.getAttribute('href') ?? '');
  return links.find((href) => href.startsWith(`${base}/`) && !/\/(end|saved|check)$/.test(href));
}

/** An exit page has no form to send. */
function isExit({ json, body, step }: Page): boolean {
  if (json !== undefined) return json['kind'] === 'exit';
  return step !== undefined && !hasForm(body);
}

function hasForm(body: string): boolean {
  const forms = elementsOf(body).querySelectorAll('form');
  return forms.some((form) => form.getAttribute('method')?.toLowerCase() === 'post');
}

/** The step's key, or `check`, `done`, … */
function nameOf({ step, url, reference }: Page): string {
  if (reference !== undefined) return 'done';
  return step ?? new URL(url, 'http://localhost').pathname.split('/').at(-1) ?? '';
}

function matches(text: string, wanted: string | RegExp, how: 'whole' | 'within' = 'whole'): boolean {
  if (wanted instanceof RegExp) return wanted.test(text);
  return how === 'whole' ? text === wanted : text.includes(wanted);
}
