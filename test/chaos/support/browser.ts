import type { RequestListener } from 'node:http';
import { inject, type Answer } from '../../support/inject.ts';

/** What a form sends: one value a control, or several for checkboxes. */
export type Values = Readonly<Record<string, string | readonly string[]>>;

/** A visitor with a cookie, in this process. */
export interface Browser {
  readonly get: (url: string) => Promise<Answer>;
  readonly post: (url: string, values?: Values) => Promise<Answer>;
  /** The session's id, from the cookie; undefined before there is one. */
  readonly sessionId: () => string | undefined;
  /** Another tab, or a copy that goes its own way: the same cookie, its own jar. */
  readonly copy: () => Browser;
  /** The cookie as it would be sent. */
  readonly cookie: () => string;
}

const fragment = { 'hx-request': 'true', 'hx-request-type': 'partial' };

/** Opens a browser on an app. */
export function browserOn(
  app: RequestListener,
  { htmx = false, cookie = '' }: { readonly htmx?: boolean; readonly cookie?: string } = {},
): Browser {
  const jar = new Map(cookie.split('; ').flatMap((pair) => (pair === '' ? [] : [nameAndPair(pair)])));
  const cookies = () => [...jar.values()].join('; ');
  const headers = (): Record<string, string> => ({
    accept: 'text/html',
    ...(htmx ? fragment : {}),
    ...(jar.size === 0 ? {} : { cookie: cookies() }),
  });
  const keepCookies = (answer: Answer): Answer => {
    for (const line of answer.setCookie) {
      const [pair = ''] = line.split(';');
      const [name] = nameAndPair(pair);
      if (line.includes('Expires=Thu, 01 Jan 1970')) jar.delete(name);
      else jar.set(name, pair);
    }
    return answer;
  };
  return {
    get: async (url) => keepCookies(await inject(app, { method: 'GET', url, headers: headers() })),
    post: async (url, values = {}) => {
      const type = { 'content-type': 'application/x-www-form-urlencoded' };
      const body = encoded(values);
      return keepCookies(
        await inject(app, { method: 'POST', url, body, headers: { ...headers(), ...type } }),
      );
    },
    sessionId: () => /=s%3A([^.]+)\./.exec(cookies())?.[1],
    cookie: cookies,
    copy: () => browserOn(app, { htmx, cookie: cookies() }),
  };
}

function nameAndPair(pair: string): [name: string, pair: string] {
  return [pair.slice(0, pair.indexOf('=')), pair];
}

/** A form's body as a browser sends it. */
export function encoded(values: Values): string {
  const pairs = Object.entries(values).flatMap(([name, value]) =>
    [value].flat().map((each): [string, string] => [name, String(each)]),
  );
  return new URLSearchParams(pairs).toString();
}
