import type { Request } from 'express';
import { andThen, type Awaitable } from '../awaitable.ts';
import type { Json } from '../definition/answers.ts';
import { hostCall, remainingMs } from '../session/request-time.ts';
import type { Host } from './parts.ts';

/**
 * Asks the host what it says of the visitor of a request: once, however many checks and the handler's record want it.
 *
 * @param now milliseconds since the epoch
 * @returns throws, when it is called, WizardError HOST_TIMEOUT, and what the host's function throws
 */
export function contextOf(
  { context }: Pick<Host, 'context'>,
  req: Request,
  now: () => number,
): () => Awaitable<Json | undefined> {
  let said: { readonly context: Awaitable<Json | undefined> } | undefined;
  return () => {
    said ??= {
      context: andThen(
        hostCall(remainingMs(req, now()), 'context', () => context(req)),
        jsonOf,
      ),
    };
    return said.context;
  };
}

/** What a session store would make of it: the same in a check, in this request's record, and where that is read back. */
function jsonOf(context: unknown): Json | undefined {
  const text = JSON.stringify(context) as string | undefined;
  return text === undefined ? undefined : (JSON.parse(text) as Json);
}
