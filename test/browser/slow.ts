import type { Page, Request, Route } from 'playwright-core';

/** Holds scripts of ours back until they are let go, as a slow line does; `names`: of the files, as in an expression. */
export async function delayScripts(page: Page, names: string): Promise<() => void> {
  const script = new RegExp(`/_stepway/(?:${names})\\.`);
  const { release } = await holdRequests(page, (request) => script.test(request.url()));
  return release;
}

/** Requests that are held back. */
export interface Held {
  /** Resolves when the first one has come. */
  readonly came: Promise<void>;
  readonly release: () => void;
}

/** Holds requests back until they are let go; the answer is what the server says then. */
export function holdRequests(page: Page, isHeld: (request: Request) => boolean): Promise<Held> {
  return hold(page, isHeld, async (route, { arrive, late }) => {
    arrive();
    await late;
    await route.fallback();
  });
}

/** Holds answers back that the server has given at once. */
export function holdAnswers(page: Page, isHeld: (request: Request) => boolean): Promise<Held> {
  return hold(page, isHeld, async (route, { arrive, late }) => {
    const response = await route.fetch({ maxRedirects: 0 });
    arrive();
    await late;
    await route.fulfill({ response });
  });
}

async function hold(
  page: Page,
  isHeld: (request: Request) => boolean,
  handle: (
    route: Route,
    when: { readonly arrive: () => void; readonly late: Promise<void> },
  ) => Promise<void>,
): Promise<Held> {
  let release = () => {};
  const late = new Promise<void>((resolve) => void (release = resolve));
  let arrive = () => {};
  const came = new Promise<void>((resolve) => void (arrive = resolve));
  await page.route('**/*', async (route) => {
    if (!isHeld(route.request())) return route.fallback();
    // Its page can have left meanwhile, or have given it up.
    await handle(route, { arrive: () => arrive(), late }).catch(() => {});
  });
  return { came, release };
}

/** A request for one path, of one method; neither a draft nor a file by itself. */
export const isFor = (method: 'GET' | 'POST', path: string) => (request: Request) =>
  request.method() === method &&
  new URL(request.url()).pathname === path &&
  !isUpload(request) &&
  !(request.postData() ?? '').includes('_draft');

/** A file that is sent by itself. */
export const isUpload = (request: Request): boolean => 'x-stepway-upload' in request.headers();
