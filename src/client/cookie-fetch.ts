const mostRedirects = 10;

/**
 * A `fetch` that keeps cookies of one server, for Node, where nobody else does: one visitor each.
 *
 * @param ask what makes the requests; by default the platform's
 */
export function cookieFetch(ask: typeof fetch = fetch): typeof fetch {
  const jar = new Map<string, string>();
  return async (input, init = {}) => {
    let url = new URL(input instanceof Request ? input.url : input);
    const { origin } = url;
    let options: RequestInit = init;
    for (let left = mostRedirects; ; left -= 1) {
      const headers = new Headers(options.headers);
      if (jar.size > 0) headers.set('Cookie', [...jar].map((pair) => pair.join('=')).join('; '));
      const response = await ask(url, { ...options, headers, redirect: 'manual' });
      keepCookies(jar, response.headers.getSetCookie());
      const location = response.headers.get('Location');
      if (response.status < 300 || response.status >= 400 || location === null || left === 0) return response;
      url = new URL(location, url);
      // The cookies are this server's alone.
      if (url.origin !== origin) return response;
      await response.arrayBuffer();
      if (response.status !== 307 && response.status !== 308) options = asGet(options);
    }
  };
}

/** What a redirect makes of a POST: no body, and nothing said of one. */
function asGet({ method: _method, body: _body, ...rest }: RequestInit): RequestInit {
  const headers = new Headers(rest.headers);
  headers.delete('Content-Type');
  return { ...rest, headers };
}

function keepCookies(jar: Map<string, string>, given: readonly string[]): void {
  for (const cookie of given) {
    const [pair = '', ...attributes] = cookie.split(';');
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim();
    if (at > 0 && isOver(attributes)) jar.delete(name);
    else if (at > 0) jar.set(name, pair.slice(at + 1).trim());
  }
}

function isOver(attributes: readonly string[]): boolean {
  return attributes.some((attribute) => {
    const [name = '', value = ''] = attribute.split('=').map((each) => each.trim());
    if (/^max-age$/i.test(name)) return Number(value) <= 0;
    return /^expires$/i.test(name) && Date.parse(value) <= Date.now();
  });
}
