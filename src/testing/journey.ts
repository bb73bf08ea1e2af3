import type { WizardDefinition } from '../definition/model.ts';
import { moreField } from '../engine/decide-items.ts';
import type { StepInputsOf, StepKeyOf } from '../definition/write/stored-types.ts';
import type { WalkedPath } from '../sample/walk-paths.ts';
import type { Coverage } from './coverage.ts';
import { callSite, fromCall, type CallSite } from './call-site.ts';
import { cookieJar } from './cookie-jar.ts';
import type { HostRequest } from './host-page.ts';
import { expectIssue, expectOpen, expectPath, expectStatus, expectStep, expectText } from './expectations.ts';
import { change } from './change.ts';
import { sendForm, visit } from './host-moves.ts';
import { comeTo, openTask, send, start, submit } from './moves.ts';
import { asAskedFor, asMeant, noteArrival, type Destination } from './not-asked-for.ts';
import type { Page, SeenPage } from './read-page.ts';
import { save } from './save.ts';
import { openPage, started, type Stand } from './stand.ts';
import { serve, type JourneyTarget, type Served } from './own-app.ts';
import type { Answers } from './form-body.ts';
import type { Means } from './visitor.ts';

/** The options of a journey. */
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
 * the page that the visitor has before them, or rejects with what failed first, and names the call that failed. A call
 * fails that leads to an error, unless an expectation about that page comes next.
 *
 * @example await using someone = journey({ wizards: [visa] });
 */
export interface Journey<W = WizardDefinition> extends PromiseLike<Page>, AsyncDisposable {
  /**
   * Opens a wizard, and passes its start page when there is one. A visitor who was here before resumes; of a wizard that
   * can have several runs, they start another.
   */
  start(wizard: string): Journey<W>;
  /**
   * Goes to a page of the host's with the same cookies, by its path from the root of the app, and follows to where it
   * leads: `.visit('/shop')`; with something to send, `.visit('/login', { form: { name, password } })` or `{ json: … }`.
   * The form goes on with `.start()`, or with any other call when the way leads back to it.
   */
  visit(path: string, sent?: HostRequest): Journey<W>;
  /**
   * Sends the form of the page that is open, with what it holds already (a token against forgery), and follows: of a page
   * of the host's, or of one of Stepway's where nothing is asked, such as the page that a saved form's link opens.
   *
   * @throws AssertionError when no form of the page asks for these
   */
  send(values?: Answers): Journey<W>;
  /** Opens a page of the wizard: a step's key, `check`, `end`; with `?return=check` as "Change" does. */
  open(path: string): Journey<W>;
  /**
   * Sends the step that is open with what it holds already and these answers, in the schemas' input types: ISO dates,
   * numbers, booleans, lists; null for none; a file as `{ name, type, content }`.
   */
  answer(answers?: Answers): Journey<W>;
  /**
   * The same for a step that has to be open: the compiler knows its fields and their values.
   *
   * @throws AssertionError when another page is open
   */
  answer<const Key extends StepKeyOf<W>>(step: Key, answers?: StepInputsOf<W, Key>): Journey<W>;
  /**
   * On check-your-answers: presses Change of a step, and answers it. What it holds stays, as with `.answer()`. The page
   * is check-your-answers again, or what the change asks for.
   *
   * @throws AssertionError when check-your-answers is not open, or has no way to this step
   */
  change<const Key extends StepKeyOf<W>>(step: Key, answers?: StepInputsOf<W, Key>): Journey<W>;
  /**
   * Presses "Save and come back later", with what is typed on the page that is open, finished or not. Where the form is
   * kept for days (`keepFor`), the page has its `link`, which another journey opens: `.visit(link).send()`.
   */
  save(typed?: Answers): Journey<W>;
  /**
   * The same on the page of a step: the compiler knows its fields and their values.
   *
   * @throws AssertionError when another page is open
   */
  save<const Key extends StepKeyOf<W>>(step: Key, typed?: StepInputsOf<W, Key>): Journey<W>;
  /**
   * On the list of tasks: opens the task of this title.
   *
   * @throws AssertionError when it has no link, as one that cannot start yet
   */
  task(title: string): Journey<W>;
  /** On the list of a group: asks for one more item, or says that there are no more. */
  more(isMore: boolean): Journey<W>;
  /**
   * Sends the form on check-your-answers, to which it goes from a completed list of tasks, and goes on to the receipt; or back to the form, when the handler rejects.
   * Where the journey put the app together, it waits until the handler was tried once. Where the form is meant, as after
   * a rejection, `.expectStep()` or `.expectIssue()` says so.
   *
   * @throws AssertionError with the handler's own error when that attempt failed; when it does not lead to the receipt
   */
  submit(): Journey<W>;
  /**
   * Starts a wizard, answers every step of a path that `walk` found, and submits unless it ends at an exit. The facts of the
   * path are said of the visitor where the journey put the app together and was given no `facts`.
   */
  follow(wizard: string, path: WalkedPath): Journey<W>;
  /** @throws AssertionError when these are not the steps that were answered, the exit page included */
  expectPath(steps: readonly string[]): Journey<W>;
  /**
   * @throws AssertionError when another page than this step's is open, or an error is shown in its place that no
   *   expectation before this one took, as `.expectStatus(409)`; `check` and `done` name the pages at the end
   */
  expectStep(step: string): Journey<W>;
  /**
   * @param field its name, `''` for the step as a whole; an issue of any part of it counts, such as a row of a matrix
   * @throws AssertionError when the page does not show this issue
   */
  expectIssue(field: string, message?: string | RegExp): Journey<W>;
  /** @throws AssertionError when the page was answered with another status: `.expectStatus(410)` */
  expectStatus(status: number): Journey<W>;
  /** @throws AssertionError when the page does not say this */
  expectText(text: string | RegExp): Journey<W>;
  /** The page that the visitor has before them. */
  page(): Promise<Page>;
  /** Stops the server of this journey. Not needed for the process to end. */
  close(): Promise<void>;
  /** Does the same at the end of `await using`, and rejects with what failed in calls that nobody awaited. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts a journey of a new visitor through an app, or through wizards that an app is put together for. Only of the latter can it say
 * what the handler threw, what was logged with a page of status 500, and which wizards, steps and fields there are.
 */
export function journey<W extends WizardDefinition = WizardDefinition>(
  target: JourneyTarget<W>,
  { as = 'html', at = '', coverage }: JourneyOptions = {},
): Journey<W> {
  let server: Promise<Served> | undefined;
  const around = { as, at, coverage, jar: cookieJar(), served: () => (server ??= serve(target)) };
  const nowhere: Stand = { visitor: undefined, wizard: '', base: at, page: undefined, answered: [] };
  let stand: Promise<Stand> = Promise.resolve(nowhere);
  let awaited: Promise<Stand> | undefined;
  /** The call of the author's that is made of others. */
  let outer: string | undefined;

  /** Does one thing after the others; a test that awaits nothing fails by an unhandled rejection. */
  function then(site: CallSite, next: (now: Stand) => Promise<Stand> | Stand): Journey<W> {
    const step = async (now: Stand) => next(now);
    stand = stand.then((now) =>
      step(now).catch((error: unknown) => {
        throw fromCall(error, site);
      }),
    );
    return chain;
  }

  /** Goes to another page, from one that was asked for. */
  function move(call: string, next: (now: Stand) => Promise<Stand>, to: Destination = 'page'): Journey<W> {
    const site = callSite(outer ?? call);
    stand = stand.then(asAskedFor);
    return then(site, async (now) => noteArrival(await next(now), to, site));
  }

  /** Looks at the page, which then is the one that is meant. */
  const expecting = (call: string, look: (page: SeenPage, now: Stand) => void): Journey<W> =>
    then(callSite(outer ?? call), (now) => {
      look(openPage(now), now);
      return asMeant(now);
    });

  const chain: Journey<W> = {
    start: (wizard) => move(`.start("${wizard}")`, (now) => start(around, now, wizard)),
    visit: (path, sent) =>
      move(`.visit("${path}")`, (now) => visit(around, now, { ...sent, path }), 'host-page'),
    send: (values = {}) => move('.send()', (now) => sendForm(around, now, values), 'host-page'),
    open: (path) =>
      move(`.open("${path}")`, async (now) => {
        const { visitor: someone, page } = started(now);
        return { ...now, page: await someone.open(`${page.base}/${path}`) };
      }),
    answer: (...given: AnswerCall) => {
      const { step, answers } = answerGiven(given);
      return move(step === undefined ? '.answer()' : `.answer("${step}")`, async (now) => {
        if (step !== undefined) expectOpen(openPage(now), step);
        return send(around, now, answers);
      });
    },
    change: (step, answers = {}) =>
      move(`.change("${step}")`, (now) => change(around, now, { step, answers: answers as Answers })),
    save: (...given: AnswerCall) => {
      const { step, answers } = answerGiven(given);
      return move(step === undefined ? '.save()' : `.save("${step}")`, async (now) => {
        if (step !== undefined) expectOpen(openPage(now), step);
        return save(around, now, answers);
      });
    },
    task: (title) => move(`.task("${title}")`, (now) => openTask(now, title)),
    more: (isMore) => move(`.more(${isMore})`, (now) => send(around, now, { [moreField]: isMore })),
    submit: () => move('.submit()', (now) => submit(around, now), 'receipt'),
    follow(wizard, path) {
      outer = `.follow("${wizard}")`;
      const toStep = (step: string) => move('', (now) => comeTo(around, now, step));
      const { facts } = path;
      if (facts !== undefined)
        then(callSite(outer), async (now) => {
          (await around.served()).own?.tellFacts(wizard, facts);
          return now;
        });
      follow({ chain, comeTo: toStep }, wizard, path);
      outer = undefined;
      return chain;
    },
    expectPath: (steps) =>
      then(callSite('.expectPath()'), (now) => {
        expectPath(now.answered, steps);
        return now;
      }),
    expectStep: (step) =>
      expecting(`.expectStep("${step}")`, (page, { isMeant }) =>
        isMeant === true ? expectOpen(page, step) : expectStep(page, step),
      ),
    expectIssue: (field, message) =>
      expecting(`.expectIssue("${field}")`, (page) => expectIssue(page, field, message)),
    expectStatus: (status) => expecting(`.expectStatus(${status})`, (page) => expectStatus(page, status)),
    expectText: (text) => expecting('.expectText()', (page) => expectText(page, text)),
    page: async () => {
      awaited = stand;
      return openPage(asAskedFor(await stand));
    },
    close: async () => {
      await stand.catch(() => {});
      // A server that did not start has been said by the call that asked for it.
      const running = await server?.catch(() => undefined);
      await running?.close();
    },
    async [Symbol.asyncDispose]() {
      await chain.close();
      if (awaited !== stand) asAskedFor(await stand);
    },
    // oxlint-disable-next-line unicorn/no-thenable -- awaiting the chain runs it to its end
    then: (onPage, onError) => chain.page().then(onPage, onError),
  };
  return chain;
}

/** How `.answer()` may be called, once it is typed. */
type AnswerCall = readonly [step?: string | object, answers?: object];

function answerGiven([first = {}, answers = {}]: AnswerCall): {
  readonly step?: string;
  readonly answers: Answers;
} {
  // Typed where it is called, by the wizard's own steps.
  return typeof first === 'string'
    ? { step: first, answers: answers as Answers }
    : { answers: first as Answers };
}

/** A journey, and how it comes to a page of another task, or of an item that is still to be added. */
interface Following<W> {
  readonly chain: Journey<W>;
  readonly comeTo: (step: string) => Journey<W>;
}

function follow<W>({ chain, comeTo }: Following<W>, wizard: string, path: WalkedPath): Journey<W> {
  chain.start(wizard);
  for (const step of path.steps) {
    comeTo(step).expectStep(step);
    if (step === path.exit) continue;
    const isList = path.items !== undefined && Object.hasOwn(path.items, step);
    if (isList) chain.more(false);
    else chain.answer(path.answers[step]);
  }
  return path.exit === undefined ? chain.submit() : chain;
}
