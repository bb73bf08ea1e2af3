import type { CallSite } from './call-site.ts';
import type { Coverage } from './coverage.ts';
import type { CookieJar } from './cookie-jar.ts';
import { fail } from './expectations.ts';
import { withItemNames } from './item-names.ts';
import type { OwnApp, Served } from './own-app.ts';
import { nameOf, type SeenPage } from './read-page.ts';
import { visitor, type Means, type Visitor } from './visitor.ts';

/** What one journey has from its start to its end. */
export interface Surroundings {
  readonly as: Means;
  /** Where the wizards are mounted. */
  readonly at: string;
  readonly coverage: Coverage | undefined;
  /** The visitor's cookies, on every page of the app. */
  readonly jar: CookieJar;
  /** The server, started by the first call. */
  readonly served: () => Promise<Served>;
}

/** The call that led to a page which it did not ask for, and what is wrong with that page. */
export interface NotAskedFor {
  readonly message: string;
  readonly site: CallSite;
}

/** Where a journey is. */
export interface Stand {
  readonly visitor: Visitor | undefined;
  /** The id of the wizard that was started; empty before. */
  readonly wizard: string;
  readonly base: string;
  readonly page: SeenPage | undefined;
  /** Why this is not the page that was asked for, until an expectation says that it is meant. */
  readonly notAskedFor?: NotAskedFor | undefined;
  /** Whether an expectation has said that just this page is meant. */
  readonly isMeant?: boolean;
  /** Keys of the steps answered so far, in order. */
  readonly answered: readonly string[];
}

/** The visitor and their page. @throws AssertionError when no wizard was started */
export function started(now: Stand): { readonly visitor: Visitor; readonly page: SeenPage } {
  if (now.visitor === undefined || now.wizard === '')
    fail('the journey has not started: call .start(wizard)');
  return { visitor: now.visitor, page: openPage(now) };
}

/** The page that is open. @throws AssertionError when there is none */
export function openPage({ page }: Stand): SeenPage {
  return page ?? fail('the journey has not started: call .start(wizard), or .visit(path)');
}

/** The visitor as one of a wizard: the same as before, where they are there already. */
export async function visitorOf(
  { served, at, as, jar }: Surroundings,
  now: Stand,
  wizard: string,
): Promise<{ readonly someone: Visitor; readonly base: string }> {
  const { origin, own } = await served();
  const base = `${at}/${wizard}`;
  if (now.base === base && now.visitor !== undefined) return { someone: now.visitor, base };
  return { someone: explained(withItemNames(visitor({ origin, means: as, jar }, base)), own), base };
}

/** A visitor on the way to a wizard. */
export async function visitorBefore({ served, as, jar }: Surroundings): Promise<Visitor> {
  const { origin, own } = await served();
  return explained(visitor({ origin, means: as, jar }, undefined), own);
}

/** At check-your-answers the app says which steps are left: an answer that was changed may have closed branches. */
export async function pathChecked(now: Stand, page: SeenPage): Promise<Stand> {
  if (now.wizard === '' || nameOf(page) !== 'check') return { ...now, page };
  return { ...now, page, answered: (await now.visitor?.pathAtCheck()) ?? now.answered };
}

/** A visitor whose pages of status 500 and more say what the app logged. */
function explained(someone: Visitor, own: OwnApp | undefined): Visitor {
  if (own === undefined) return someone;
  const explain = async (ask: () => Promise<SeenPage>): Promise<SeenPage> => {
    own.takeErrors();
    const page = await ask();
    return page.status < 500 ? page : { ...page, logged: own.takeErrors() };
  };
  return {
    ...someone,
    open: (url) => explain(() => someone.open(url)),
    visit: (url, init) => explain(() => someone.visit(url, init)),
    send: (page, answers, url) => explain(() => someone.send(page, answers, url)),
  };
}
