import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * What the way to the store does: `pass` it all on; `refuse` connections and end those there are; `stall` both ways, and
 * pass everything on when it is over, so that a write lands late; `drip` replies, a few bytes at a time; `cut` every
 * connection in the middle of its next reply; `drop` replies only: requests arrive and take effect.
 */
export type Fault = 'pass' | 'refuse' | 'stall' | 'drip' | 'cut' | 'drop';

/** A TCP proxy on a port of its own, whose faults come and go. */
export interface Proxy {
  readonly port: number;
  /** Changes what happens from now on, to connections that are open too. */
  set(fault: Fault): Promise<void>;
  /** Ends every connection and stops listening. */
  close(): Promise<void>;
}

/** How fast a dripping reply comes. */
const drip = { bytes: 16, everyMs: 50 } as const;

/** Starts a proxy on loopback before the server on `targetPort`. */
export async function startProxy(targetPort: number): Promise<Proxy> {
  let fault: Fault = 'pass';
  const links = new Set<Link>();
  const server = createServer((client) => {
    const link = linkTo(client, targetPort, () => fault);
    links.add(link);
    client.once('close', () => links.delete(link));
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const refuse = async () => {
    const closed = once(server, 'close');
    server.close();
    for (const link of links) link.end();
    await closed;
  };
  const port = await listen(0);
  return {
    port,
    async set(next) {
      const before = fault;
      fault = next;
      if (next === 'refuse' && before !== 'refuse') await refuse();
      if (next !== 'refuse' && before === 'refuse') await listen(port);
      for (const link of links) link.changed();
    },
    async close() {
      if (fault !== 'refuse') await refuse();
    },
  };
}

/** One connection with its two ends. */
interface Link {
  changed(): void;
  end(): void;
}

function linkTo(client: Socket, targetPort: number, fault: () => Fault): Link {
  const target = connect(targetPort, '127.0.0.1');
  const waiting = { requests: [] as Buffer[], replies: [] as Buffer[] };
  let isSpoilt = false;
  let dripping: NodeJS.Timeout | undefined;

  const end = () => {
    clearInterval(dripping);
    client.destroy();
    target.destroy();
  };
  const send = () => {
    const kind = fault();
    if (kind === 'stall') return;
    for (const chunk of waiting.requests.splice(0)) target.write(chunk);
    reply(kind);
  };
  const reply = (kind: Fault) => {
    if (kind === 'drip') {
      dripping ??= setInterval(dripOnce, drip.everyMs);
      return;
    }
    if (kind === 'drop') {
      // A reply that is missing leaves a stream in which nobody can find the next one.
      isSpoilt ||= waiting.replies.splice(0).length > 0;
      return;
    }
    if (isSpoilt) return end();
    for (const chunk of waiting.replies.splice(0)) {
      if (kind === 'cut') {
        client.write(chunk.subarray(0, chunk.length >> 1), end);
        return;
      }
      client.write(chunk);
    }
  };
  const dripOnce = () => {
    const [first] = waiting.replies;
    if (fault() !== 'drip') {
      clearInterval(dripping);
      dripping = undefined;
      return send();
    }
    if (first === undefined) return;
    client.write(first.subarray(0, drip.bytes));
    if (first.length > drip.bytes) waiting.replies[0] = first.subarray(drip.bytes);
    else waiting.replies.shift();
  };

  client.on('data', (chunk) => {
    waiting.requests.push(chunk);
    send();
  });
  target.on('data', (chunk) => {
    waiting.replies.push(chunk);
    send();
  });
  for (const socket of [client, target]) socket.once('error', end).once('close', end);
  return { changed: send, end };
}
