/** The cookies of one visitor to one host. */
export interface CookieJar {
  /** What a request sends; empty when there is nothing to send. */
  header(): string;
  /** Takes the `Set-Cookie` headers of a response. */
  take(headers: readonly string[]): void;
}

/** An empty jar. Path and domain are not looked at: a journey visits one app. */
export function cookieJar(): CookieJar {
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
