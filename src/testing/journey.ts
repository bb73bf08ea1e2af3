import type { WizardDefinition } from '../definition/model.ts';
import { moreField } from '../engine/decide-items.ts';
import type { StepInputsOf, StepKeyOf } from '../definition/write/stored-types.ts';
import type { WalkedPath } from '../sample/walk-paths.ts';
import type { Coverage } from './coverage.ts';
import { expectIssue, expectPath, expectStep, expectText } from './expectations.ts';
import { comeTo, openTask, send, start, started, submit, type Stand } from './moves.ts';
import type { Page } from './read-page.ts';
import { serve, type JourneyTarget, type Served } from './own-app.ts';
import type { Answers, Means } from './visitor.ts';

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
 * the page that the visitor has before them, or rejects with what failed first.
 */
export interface Journey<W = WizardDefinition> extends PromiseLike<Page> {
  /**
   * Opens a wizard, and passes its start page when there is one. A visitor who was here before resumes; of a wizard that
   * can have several runs, they start another.
   */
  start(wizard: string): Journey<W>;
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
   * On the list of tasks: opens the task of this title.
   *
   * @throws AssertionError when it has no link, as one that cannot start yet
   */
  task(title: string): Journey<W>;
  /** On the list of a group: asks for one more item, or says that there are no more. */
  more(isMore: boolean): Journey<W>;
  /**
   * Sends the form on check-your-answers, to which it goes from a completed list of tasks, and goes on to the receipt; or back to the form, when the handler rejects.
   * Where the journey put the app together, it waits until the handler was tried once.
   *
   * @throws AssertionError with the handler's own error when that attempt failed
   */
  submit(): Journey<W>;
  /** Starts a wizard, answers every step of a path that `walk` found, and submits unless it ends at an exit. */
  follow(wizard: string, path: WalkedPath): Journey<W>;
  /** @throws AssertionError when these are not the steps that were answered, the exit page included */
  expectPath(steps: readonly string[]): Journey<W>;
  /** @throws AssertionError when another page than this step's is open; `check` and `done` name the pages at the end */
  expectStep(step: string): Journey<W>;
  /** @throws AssertionError when the page does not show this issue: `''` for one of the step as a whole */
  expectIssue(field: string, message?: string | RegExp): Journey<W>;
  /** @throws AssertionError when the page does not say this */
  expectText(text: string | RegExp): Journey<W>;
  /** The page that the visitor has before them. */
  page(): Promise<Page>;
  /** Stops the server of this journey. Not needed for the process to end. */
  close(): Promise<void>;
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
  const around = { as, at, coverage, served: () => (server ??= serve(target)) };
  const nowhere: Stand = { visitor: undefined, wizard: '', base: at, page: undefined, answered: [] };
  let stand: Promise<Stand> = Promise.resolve(nowhere);

  /** Does one thing after the others; a test that awaits nothing fails by an unhandled rejection. */
  function then(next: (now: Stand) => Promise<Stand> | Stand): Journey<W> {
    stand = stand.then(next);
    return chain;
  }

  const expecting = (look: (page: Page, now: Stand) => void): Journey<W> =>
    then((now) => {
      look(started(now).page, now);
      return now;
    });

  const chain: Journey<W> = {
    start: (wizard) => then((now) => start(around, now, wizard)),
    open: (path) =>
      then(async (now) => {
        const { visitor, page } = started(now);
        return { ...now, page: await visitor.open(`${page.base}/${path}`) };
      }),
    answer: (...given: AnswerCall) => {
      const { step, answers } = answerGiven(given);
      if (step !== undefined) chain.expectStep(step);
      return then((now) => send(around, now, answers));
    },
    task: (title) => then((now) => openTask(now, title)),
    more: (isMore) => then((now) => send(around, now, { [moreField]: isMore })),
    submit: () => then((now) => submit(around, now)),
    follow: (wizard, path) =>
      follow({ chain, comeTo: (step) => then((now) => comeTo(around, now, step)) }, wizard, path),
    expectPath: (steps) => expecting((_, { answered }) => expectPath(answered, steps)),
    expectStep: (step) => expecting((page) => expectStep(page, step)),
    expectIssue: (field, message) => expecting((page) => expectIssue(page, field, message)),
    expectText: (text) => expecting((page) => expectText(page, text)),
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
