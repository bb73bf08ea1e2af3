import type { MongoClient, TopologyDescription } from 'mongodb';
import { operationMs } from '../../session/request-time.ts';
import { within } from '../../time-limit.ts';

/**
 * Opens a client again when it has stopped looking for a server that is away. When all connections end at once, mongodb
 * 7.8 sometimes writes its next heartbeat to a socket that is gone already, and waits without end for that to drain;
 * where the server does not stream its heartbeats, no other follows, and every operation fails until a restart.
 *
 * @param client of our own: all its operations end with it
 * @param stuckMs longer than any heartbeat that does end, in milliseconds: connecting and the answer have one second each
 * @returns ends the watch
 */
export function reopenWhenStuck(client: MongoClient, stuckMs = 3_000): () => void {
  const begun = new Map<string, NodeJS.Timeout>();
  let seen: TopologyDescription | undefined;
  let isOver = false;
  const forget = (address: string) => {
    clearInterval(begun.get(address));
    begun.delete(address);
  };
  const forgetAll = () => {
    for (const address of begun.keys()) forget(address);
  };
  const look = (address: string) => {
    if (seen?.servers.get(address)?.type === 'Unknown') void reopen();
  };
  const reopen = async () => {
    forgetAll();
    await within(operationMs, () => client.close()).catch(() => undefined);
    // Its promise waits until a server is there; what is awaited here is nothing.
    if (!isOver) await client.connect().catch(() => undefined);
  };
  client.on('topologyDescriptionChanged', ({ newDescription }) => (seen = newDescription));
  client.on('serverHeartbeatStarted', ({ connectionId, awaited }) => {
    forget(connectionId);
    if (isOver || awaited) return;
    begun.set(connectionId, setInterval(look, stuckMs, connectionId).unref());
  });
  client.on('serverHeartbeatSucceeded', ({ connectionId }) => forget(connectionId));
  client.on('serverHeartbeatFailed', ({ connectionId }) => forget(connectionId));
  return () => {
    isOver = true;
    forgetAll();
  };
}
