import type { Json } from '../definition/answers.ts';
import type { Attachment } from '../definition/write/stored-types.ts';
import type { CookieJar } from './cookie-jar.ts';
import { attachmentsIn, blobOf, formBody, type Answers } from './form-body.ts';
import { readHtml, readJson, type SeenPage } from './read-page.ts';

/** How a visitor's pages are asked for: by a browser without scripts, with htmx, or by a front end. */
export type Means = 'html' | 'htmx' | 'json';

/** A visitor with a cookie jar, at one wizard or on the way to it. */
export interface Visitor {
  open(url: string): Promise<SeenPage>;
  /** Asks for a page of the host's, as a browser or a front end asks that knows nothing of wizards. */
  visit(url: string, init?: RequestInit): Promise<SeenPage>;
  /** A page that was seen on the way to the wizard, as one of the wizard's. */
  reread(page: SeenPage): Promise<SeenPage>;
  /** The steps that check-your-answers speaks of, in order; undefined when it is not reached. */
  pathAtCheck(): Promise<readonly string[] | undefined>;
  /** The key that a step has in addresses, where its items are called by other names. */
  addressOf(step: string): string;
  /** Where another run begins, of a wizard that has several; undefined when there are as many as there may be. */
  another(): Promise<string | undefined>;
  /** Sends the form of a page with answers, and follows to the next page. */
  send(page: SeenPage, answers: Answers, url?: string): Promise<SeenPage>;
}

const accepted: { readonly [M in Means]: string } = {
  html: 'text/html',
  htmx: 'text/html',
  json: 'application/json',
};
const mostRedirects = 5;

/** What a visitor keeps on the way from one wizard to the next. */
export interface Browser {
  readonly origin: string;
  readonly means: Means;
  readonly jar: CookieJar;
}

/** @param base path of the wizard, such as `/apply/visa`; undefined before one was opened */
export function visitor({ origin, means, jar }: Browser, base: string | undefined): Visitor {
  let sent: Answers = {};
  /** Of the run whose page was seen last. */
  let runBase = base ?? '';

  function seen(answer: { readonly url: string; readonly status: number; readonly body: string }): SeenPage {
    const page = pageOf({ ...answer, base, runBase });
    runBase = page.base;
    return page;
  }

  async function request(url: string, init: RequestInit = {}, by: Means = means): Promise<Response> {
    const headers = new Headers(init.headers);
    if (!headers.has('Accept')) headers.set('Accept', accepted[by]);
    if (by === 'htmx') {
      headers.set('HX-Request', 'true');
      headers.set('HX-Request-Type', 'partial');
    }
    const cookies = jar.header();
    if (cookies !== '') headers.set('Cookie', cookies);
    const response = await fetch(new URL(url, origin), { ...init, headers, redirect: 'manual' });
    jar.take(response.headers.getSetCookie());
    return response;
  }

  async function follow(
    url: string,
    init?: RequestInit,
    by = means,
    left = mostRedirects,
  ): Promise<SeenPage> {
    // Another site is not visited: the page is the way to it.
    if (new URL(url, origin).origin !== origin) return { ...seen({ url: '/', status: 303, body: '' }), url };
    const response = await request(url, init, by);
    const location = response.headers.get('Location');
    if (response.status >= 300 && response.status < 400 && location !== null && left > 0) {
      await response.arrayBuffer();
      return follow(location, undefined, by, left - 1);
    }
    return seen({ url, status: response.status, body: await response.text() });
  }

  /** Uploads each file by itself, and sends what came of it beside the other answers. */
  async function sendJson(page: SeenPage, answers: Answers, url: string): Promise<SeenPage> {
    const uploaded: { [field: string]: Json } = {};
    for (const [field, value] of Object.entries(answers)) {
      const files = attachmentsIn(value);
      if (files.length === 0) continue;
      const references: Json[] = [];
      for (const file of files) references.push(await upload(page, { field, file, url }));
      uploaded[field] = Array.isArray(value) ? references : (references[0] ?? null);
    }
    // A front end still holds what it sent; a page that was got afresh shows what is stored.
    const held = page.status === 200 ? page.json?.['values'] : sent;
    sent = { ...(held as object), ...answers, ...uploaded };
    const body = JSON.stringify({ ...Object.fromEntries(page.held), ...sent });
    return follow(url, { method: 'POST', body, headers: { 'Content-Type': 'application/json' } });
  }

  /** @returns what the step takes for the file; null when it was refused */
  async function upload(
    { held }: SeenPage,
    { field, file, url }: { readonly field: string; readonly file: Attachment; readonly url: string },
  ): Promise<Json> {
    const body = new FormData();
    for (const [name, value] of held) body.append(name, value);
    body.append(field, blobOf(file), file.name);
    const response = await request(url, { method: 'POST', body, headers: { 'X-Stepway-Upload': field } });
    const answer = (await response.json()) as { readonly file?: Json };
    return answer.file ?? null;
  }

  return {
    open: (url) => follow(url),
    visit: (url, init) => follow(url, init, means === 'json' ? 'json' : 'html'),
    reread: async (page) => seen(page),
    addressOf: (step) => step,
    async pathAtCheck() {
      const response = await request(`${runBase}/check`, {}, 'json');
      const text = await response.text();
      if (response.status !== 200) return undefined;
      const { steps } = JSON.parse(text) as { readonly steps?: readonly { readonly key: string }[] };
      return steps?.map(({ key }) => key);
    },
    async another() {
      const { links } = (await (await request(base ?? '', {}, 'json')).json()) as {
        readonly links?: { readonly another?: string };
      };
      return links?.another;
    },
    send(page, answers, url = page.url) {
      if (means === 'json') {
        return sendJson(page, answers, url);
      }
      return follow(url, { method: 'POST', body: formBody(page, answers) });
    },
  };
}

const ownPages = /^(start|check|done\/[^/]+|end|saved|keep|)$/;

/** A wizard without a list of tasks may have a step called so. */
function isOwnPage(rest: string, kind: string | undefined): boolean {
  const isNoStep = kind === 'returned' || kind === 'open-saved';
  return isNoStep || ownPages.test(rest) || (rest === 'tasks' && (kind === undefined || kind === 'tasks'));
}

/** The link that opens a saved form on another device, without the origin that it begins with. */
function savedLinkOn({ kind, markup }: Pick<SeenPage, 'kind' | 'markup'>): string | undefined {
  if (kind !== 'saved-run') return undefined;
  const links = markup.links.map(({ href }) => new URL(href, 'http://localhost').pathname);
  return links.find((path) => /\/saved\/[^/]+$/.test(path));
}

function pageOf({
  url,
  base,
  runBase,
  status,
  body,
}: {
  readonly url: string;
  readonly base: string | undefined;
  readonly runBase: string;
  readonly status: number;
  readonly body: string;
}): SeenPage {
  const { pathname } = new URL(url, 'http://localhost');
  const below = base !== undefined && pathname.startsWith(`${base}/`) ? pathname.slice(base.length + 1) : '';
  const [run] = /^~[^/]+/.exec(below) ?? [];
  const rest = run === undefined ? below : below.slice(run.length + 1);
  const reference = rest.startsWith('done/') ? rest.slice('done/'.length) : undefined;
  const json = jsonIn(body);
  const read = json === undefined ? readHtml(body) : { ...readJson(json), json };
  const link = savedLinkOn(read);
  return {
    status,
    url,
    base: run === undefined ? runBase : `${base}/${run}`,
    body,
    ...read,
    ...(isOwnPage(rest, read.kind) ? {} : { step: rest }),
    ...(reference === undefined ? {} : { reference }),
    ...(link === undefined ? {} : { link }),
  };
}

function jsonIn(body: string): { readonly [key: string]: unknown } | undefined {
  if (!body.startsWith('{')) return undefined;
  return JSON.parse(body) as { readonly [key: string]: unknown };
}
