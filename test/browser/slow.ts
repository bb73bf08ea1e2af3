import type { Page, Request } from 'playwright-core';

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
export async function holdRequests(page: Page, isHeld: (request: Request) => boolean): Promise<Held> {
  let release = () => {};
  const late = new Promise<void>((resolve) => void (release = resolve));
  let arrive = () => {};
  const came = new Promise<void>((resolve) => void (arrive = resolve));
  await page.route('**/*', async (route) => {
    if (!isHeld(route.request())) return route.fallback();
    arrive();
    await late;
    // Its page can have left meanwhile, or have given it up.
    await route.fallback().catch(() => {});
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
