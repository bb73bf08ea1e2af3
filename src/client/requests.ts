/** What each call can be given. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

/** How requests are made. */
export interface RequestOptions {
  /** By default that of the platform. In Node, where nobody keeps cookies, `cookieFetch()`. */
  readonly fetch?: typeof fetch | undefined;
  /** Sent with each request, such as an `Authorization` of the host. */
  readonly headers?: { readonly [name: string]: string } | undefined;
  /** How often a request is made at the most while the server is busy or cannot be reached; 4 by default. */
  readonly tries?: number | undefined;
  /** The longest that is waited before another try, in milliseconds; 10,000 by default. What wants longer is handed over. */
  readonly mostWaitMs?: number | undefined;
  /** Told before each wait. */
  readonly onWait?:
    ((wait: { readonly ms: number; readonly tried: number; readonly status: number }) => void) | undefined;
}

/** A request, as it can be made again. */
export interface Sent {
  readonly url: string;
  /** Of a POST: what is sent as JSON. */
  readonly body?: { readonly [name: string]: unknown } | undefined;
  readonly headers?: { readonly [name: string]: string } | undefined;
}

/** What came of a request. */
export interface Received {
  readonly sent: Sent;
  /** 0 when no answer came. */
  readonly status: number;
  readonly body: { readonly [name: string]: unknown };
  readonly retryAfterMs?: number | undefined;
}

/** An answer that is none of Stepway's: another server, or an address where no wizard stands. */
export class UnexpectedAnswer extends Error {
  readonly status: number;
  readonly url: string;

  constructor({ status, url }: { readonly status: number; readonly url: string }) {
    super(`${url} answered with ${status} and no JSON of Stepway; is "base" where the wizards are served?`);
    this.name = 'UnexpectedAnswer';
    this.status = status;
    this.url = url;
  }
}

/** Makes a request, and again while the server is busy or cannot be reached: a page's stamp makes that safe. */
export async function request(
  sent: Sent,
  options: RequestOptions,
  call: CallOptions = {},
): Promise<Received> {
  const { tries = 4, mostWaitMs = 10_000, onWait } = options;
  for (let tried = 1; ; tried += 1) {
    const received = await requestOnce(sent, options, call);
    const { status, retryAfterMs } = received;
    const ms = retryAfterMs ?? Math.min(250 * 2 ** tried, mostWaitMs);
    if (!isPassing(status) || tried >= tries || ms > mostWaitMs) return received;
    onWait?.({ ms, tried, status });
    await pause(ms, call.signal);
  }
}

async function requestOnce(sent: Sent, options: RequestOptions, { signal }: CallOptions): Promise<Received> {
  const { fetch: ask = fetch, headers } = options;
  let response: Response;
  try {
    response = await ask(sent.url, {
      credentials: 'include',
      headers: { ...headers, ...sent.headers, Accept: 'application/json', ...(sent.body && jsonType) },
      ...(sent.body && { method: 'POST', body: JSON.stringify(sent.body) }),
      ...(signal && { signal }),
    });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    return { sent, status: 0, body: unreachable };
  }
  return receivedFrom(sent, response);
}

const jsonType = { 'Content-Type': 'application/json' };

async function receivedFrom(sent: Sent, response: Response): Promise<Received> {
  const { status, headers } = response;
  const retryAfterMs = waitIn(headers.get('Retry-After'));
  const body: unknown = isJson(headers) ? await response.json().catch(() => undefined) : undefined;
  if (typeof body === 'object' && body !== null)
    return { sent, status, retryAfterMs, body: body as Received['body'] };
  // A proxy's own page: ours is behind it, and comes back.
  if (isPassing(status)) return { sent, status, retryAfterMs, body: unreachable };
  throw new UnexpectedAnswer({ status, url: sent.url });
}

const unreachable = { kind: 'unavailable', title: 'The server cannot be reached', typed: {} };

function isJson(headers: Headers): boolean {
  return /^application\/(problem\+)?json\b/.test(headers.get('Content-Type') ?? '');
}

/** Whether the same request can do better a little later. */
function isPassing(status: number): boolean {
  return status === 0 || status === 429 || (status >= 502 && status <= 504);
}

/** RFC 9110, section 10.2.3: seconds, or a date. */
function waitIn(retryAfter: string | null): number | undefined {
  if (retryAfter === null) return undefined;
  const ms = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1_000 : Date.parse(retryAfter) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(ms, 0);
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal?.aborted === true) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}
