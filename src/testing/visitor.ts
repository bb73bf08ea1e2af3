import { contentOfSample, sampleMark } from '../controls/sample-file.ts';
import type { Json } from '../definition/answers.ts';
import { isFileRef } from '../definition/file-ref.ts';
import type { Attachment } from '../definition/write/stored-types.ts';
import { readHtml, readJson, type SeenPage, type Markup } from './read-page.ts';

/** How a visitor's pages are asked for: by a browser without scripts, with htmx, or by a front end. */
export type Means = 'html' | 'htmx' | 'json';

/** What a journey can answer with. */
export type Answers = { readonly [field: string]: Json | Attachment | readonly Attachment[] | undefined };

/** A visitor with a cookie jar, at one wizard. */
export interface Visitor {
  open(url: string): Promise<SeenPage>;
  /** The steps that check-your-answers speaks of, in order; undefined when it is not reached. */
  pathAtCheck(): Promise<readonly string[] | undefined>;
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

/** @param base path of the wizard, such as `/apply/visa` */
export function visitor(origin: string, base: string, means: Means): Visitor {
  const jar = cookieJar();
  let sent: Answers = {};
  /** Of the run whose pages are seen. */
  let runBase = base;

  function seen(answer: { readonly url: string; readonly status: number; readonly body: string }): SeenPage {
    const page = pageOf({ ...answer, base });
    if (page.base !== base) runBase = page.base;
    return page;
  }

  async function request(url: string, init: RequestInit = {}, by: Means = means): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('Accept', accepted[by]);
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

  async function follow(url: string, init?: RequestInit, left = mostRedirects): Promise<SeenPage> {
    const response = await request(url, init);
    const location = response.headers.get('Location');
    // Another site is not visited: the page is the redirect to it.
    if (location !== null && new URL(location, origin).origin !== origin)
      return { ...seen({ url, status: response.status, body: '' }), url: location };
    if (response.status >= 300 && response.status < 400 && location !== null && left > 0) {
      await response.arrayBuffer();
      return follow(location, undefined, left - 1);
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
    async pathAtCheck() {
      const response = await request(`${runBase}/check`, {}, 'json');
      const text = await response.text();
      if (response.status !== 200) return undefined;
      const { steps } = JSON.parse(text) as { readonly steps?: readonly { readonly key: string }[] };
      return steps?.map(({ key }) => key);
    },
    async another() {
      const { links } = (await (await request(base, {}, 'json')).json()) as {
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
  return ownPages.test(rest) || (rest === 'tasks' && (kind === undefined || kind === 'tasks'));
}

function pageOf({
  url,
  base,
  status,
  body,
}: {
  readonly url: string;
  readonly base: string;
  readonly status: number;
  readonly body: string;
}): SeenPage {
  const { pathname } = new URL(url, 'http://localhost');
  const below = pathname.startsWith(`${base}/`) ? pathname.slice(base.length + 1) : '';
  const [run] = /^~[^/]+/.exec(below) ?? [];
  const rest = run === undefined ? below : below.slice(run.length + 1);
  const reference = rest.startsWith('done/') ? rest.slice('done/'.length) : undefined;
  const json = jsonIn(body);
  const read = json === undefined ? readHtml(body) : { ...readJson(json), json };
  return {
    status,
    url,
    base: run === undefined ? base : `${base}/${run}`,
    body,
    ...read,
    ...(isOwnPage(rest, read.kind) ? {} : { step: rest }),
    ...(reference === undefined ? {} : { reference }),
  };
}

function jsonIn(body: string): { readonly [key: string]: unknown } | undefined {
  if (!body.startsWith('{')) return undefined;
  return JSON.parse(body) as { readonly [key: string]: unknown };
}

/** The cookies of one visitor to one host. */
interface CookieJar {
  /** What a request sends; empty when there is nothing to send. */
  header(): string;
  /** Takes the `Set-Cookie` headers of a response. */
  take(headers: readonly string[]): void;
}

/** An empty jar. Path and domain are not looked at: a journey visits one app. */
function cookieJar(): CookieJar {
  const cookies = new Map<string, string>();
  return {
    header: () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    take(headers) {
      for (const header of headers) {
        const [pair = '', ...attributes] = header.split(';');
        const name = pair.slice(0, pair.indexOf('=')).trim();
        if (attributes.some(hasEnded)) cookies.delete(name);
        else cookies.set(name, pair.slice(pair.indexOf('=') + 1).trim());
      }
    },
  };
}

function hasEnded(attribute: string): boolean {
  const [name = '', value = ''] = attribute.trim().split('=');
  if (name.toLowerCase() === 'max-age') return Number(value) <= 0;
  return name.toLowerCase() === 'expires' && Date.parse(value) <= Date.now();
}

/**
 * Answers as a browser would send them with the form on a page: a date in three parts, yes and no, one entry for each
 * ticked box.
 *
 * @param page the page whose form is sent: what it holds already is replaced by an answer, and taken out by null
 */
function formBody(
  { held, markup }: Pick<SeenPage, 'held' | 'markup'>,
  answers: Answers,
): URLSearchParams | FormData {
  const body = markup.takesFiles ? new FormData() : new URLSearchParams();
  for (const [name, value] of held) body.append(name, value);
  for (const [field, value] of Object.entries(answers)) {
    for (const name of namesOf(markup, field, value as Json | undefined)) body.delete(name);
    const files = attachmentsIn(value);
    if (files.length > 0 && body instanceof FormData) {
      for (const file of files) body.append(field, blobOf(file), file.name);
    } else {
      for (const [name, text] of controlsOf(markup, field, value as Json | undefined))
        body.append(name, text);
    }
  }
  return body;
}

/** The files among answers: those that a test gives, and samples, whose content is made up. */
function attachmentsIn(value: Answers[string] | undefined): readonly Attachment[] {
  return (Array.isArray(value) ? (value as readonly unknown[]) : [value]).flatMap((each): Attachment[] => {
    if (typeof each !== 'object' || each === null) return [];
    if (isFileRef(each) && each.id.startsWith(sampleMark)) {
      return [{ name: each.name, type: each.type, content: contentOfSample(each) }];
    }
    return 'content' in each ? [each as Attachment] : [];
  });
}

function blobOf({ content, type }: Attachment): Blob {
  return new Blob([typeof content === 'string' ? content : Buffer.from(content)], { type: type ?? '' });
}

function controlsOf(
  markup: Markup,
  field: string,
  value: Json | undefined,
): readonly (readonly [string, string])[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.map((each: Json) => [field, textOf(each)] as const);
  if (typeof value === 'boolean') return value ? [[field, 'yes']] : noTo(markup, field);
  if (typeof value === 'object')
    return Object.entries(value).flatMap(([part, each]) => controlsOf(markup, `${field}-${part}`, each));
  const text = textOf(value);
  const asked = ['day', 'month', 'year'].filter((part) =>
    markup.controls.some(({ name }) => name === `${field}-${part}`),
  );
  const [first] = asked;
  if (first === undefined) return [[field, text]];
  const [, year, month, day] = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(text) ?? [];
  // What is no date stands in the first input, for the server to refuse.
  const typed: { readonly [part: string]: string | undefined } =
    year === undefined ? { [first]: text } : { day, month, year };
  return asked.map((part) => [`${field}-${part}`, typed[part] ?? ''] as const);
}

/** The names of the inputs of a field: its own, those of a date, and those of an answer of several parts. */
function namesOf(markup: Markup, field: string, value: Json | undefined): readonly string[] {
  const own = ['', '-day', '-month', '-year'].map((part) => `${field}${part}`);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return own;
  return markup.controls
    .map(({ name }) => name)
    .filter((name) => own.includes(name) || name.startsWith(`${field}-`));
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A box that is not ticked sends nothing; "no" is a radio button's. */
function noTo(markup: Markup, field: string): readonly (readonly [string, string])[] {
  return markup.controls.some(({ name, value }) => name === field && value === 'no') ? [[field, 'no']] : [];
}
