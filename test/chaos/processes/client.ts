import { Agent, request } from 'node:http';

/** A request as a browser sends it. */
export interface Sent {
  readonly port: number;
  readonly path: string;
  readonly cookie?: string | undefined;
  /** A form's values: then it is a POST. */
  readonly form?: Readonly<Record<string, string>>;
}

/** An answer, and how long it took from the request to its last byte, in milliseconds. */
export interface Reply {
  readonly status: number;
  readonly location: string;
  readonly text: string;
  /** `name=value` of the cookie that it set; undefined when it set none. */
  readonly cookie: string | undefined;
  readonly ms: number;
}

/** What was seen of all answers. */
export interface Seen {
  answers: number;
  longestMs: number;
  /** How many answers had each status. */
  readonly statuses: Map<number, number>;
  /** Connections that broke before their answer was whole. */
  broken: number;
}

/** A client that keeps its connections and notes what it sees. */
export interface Client {
  /** Rejects when the connection breaks, or nothing has come for 15 s. */
  send(sent: Sent): Promise<Reply>;
  readonly seen: Seen;
  /** When each answer's request began and how long it took, in milliseconds, in the order in which they came. */
  readonly times: readonly { readonly started: number; readonly ms: number }[];
  close(): void;
}

/** Opens a client. Its visitors bound how many requests are under way. */
export function openClient(): Client {
  const agent = new Agent({ keepAlive: true });
  const seen: Seen = { answers: 0, longestMs: 0, statuses: new Map(), broken: 0 };
  const times: { readonly started: number; readonly ms: number }[] = [];
  const note = (reply: Reply) => {
    seen.answers += 1;
    seen.longestMs = Math.max(seen.longestMs, reply.ms);
    seen.statuses.set(reply.status, (seen.statuses.get(reply.status) ?? 0) + 1);
    times.push({ started: performance.now() - reply.ms, ms: reply.ms });
    return reply;
  };
  return {
    seen,
    times,
    send: (sent) =>
      sendWith(agent, sent).then(note, (error: unknown) => {
        seen.broken += 1;
        throw error;
      }),
    close: () => agent.destroy(),
  };
}

function sendWith(agent: Agent, { port, path, cookie, form }: Sent): Promise<Reply> {
  const body = form === undefined ? undefined : new URLSearchParams(form).toString();
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const sending = request(
      {
        agent,
        port,
        path,
        host: '127.0.0.1',
        method: body === undefined ? 'GET' : 'POST',
        timeout: 15_000,
        headers: {
          accept: 'text/html',
          ...(cookie === undefined ? {} : { cookie }),
          ...(body === undefined
            ? {}
            : {
                'content-type': 'application/x-www-form-urlencoded',
                'content-length': Buffer.byteLength(body),
              }),
        },
      },
      (res) => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('error', reject);
        res.once('end', () =>
          resolve({
            status: res.statusCode ?? 0,
            location: res.headers.location ?? '',
            text: Buffer.concat(chunks).toString(),
            cookie: res.headers['set-cookie']?.[0]?.split(';')[0],
            ms: performance.now() - started,
          }),
        );
      },
    );
    // Not once: a connection can fail again while it is torn down.
    sending.on('error', reject);
    sending.once('timeout', () => sending.destroy(new Error('no answer in 15 s')));
    sending.end(body);
  });
}
