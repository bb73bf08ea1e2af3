import { IncomingMessage, ServerResponse, type RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/** A request that never touches a socket. */
export interface Sent {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** What the app answered. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly location: string;
  readonly setCookie: readonly string[];
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Hands a request to an app in this process and gives its answer: the real app, ten times as many a second. */
export function inject(app: RequestListener, sent: Sent): Promise<Answer> {
  return new Promise((resolve) => {
    const socket = silentSocket();
    const req = new IncomingMessage(socket);
    req.method = sent.method;
    req.url = sent.url;
    req.httpVersion = '1.1';
    req.headers = { host: 'chaos.test', ...sent.headers };
    if (sent.body !== undefined) {
      req.headers['content-length'] = String(Buffer.byteLength(sent.body));
      req.push(sent.body);
    }
    req.push(null);
    req.complete = true;

    const res = new ServerResponse(req);
    res.assignSocket(socket);
    const chunks: Buffer[] = [];
    const keep = (chunk: unknown) => {
      if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
    };
    const { write, end } = res;
    res.write = (...given: unknown[]) => {
      keep(given[0]);
      return Reflect.apply(write, res, given) as boolean;
    };
    res.end = (...given: unknown[]) => {
      keep(given[0]);
      return Reflect.apply(end, res, given) as ServerResponse<IncomingMessage>;
    };
    res.once('finish', () => {
      const headers = res.getHeaders();
      const cookies = headers['set-cookie'];
      resolve({
        status: res.statusCode,
        text: Buffer.concat(chunks).toString(),
        location: String(headers['location'] ?? ''),
        setCookie: cookies === undefined ? [] : [cookies].flat().map(String),
        headers,
      });
    });
    app(req, res as ServerResponse & { req: IncomingMessage });
  });
}

function silentSocket(): Socket {
  const socket = new Duplex({
    read() {},
    write: (_chunk, _encoding, done) => done(),
  });
  // What Express, express-session and node's own http ask a socket for.
  return Object.assign(socket, { remoteAddress: '127.0.0.1', setTimeout: () => socket }) as unknown as Socket;
}
