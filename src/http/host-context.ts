import type { Request } from 'express';
import { andThen, orRejected, type Awaitable } from '../awaitable.ts';
import type { Json } from '../definition/answers.ts';
import { WizardError } from '../errors.ts';
import { hostCall, remainingMs } from '../session/request-time.ts';
import type { Host } from './parts.ts';

/**
 * Asks the host what it says of the visitor of a request: once, however many checks and the handler's record want it.
 *
 * @param now milliseconds since the epoch
 * @returns rejects, when it is called, with WizardError HOST_TIMEOUT, and what the host's function throws
 */
export function contextOf(
  { context }: Pick<Host, 'context'>,
  req: Request,
  now: () => number,
): () => Awaitable<Json | undefined> {
  let said: { readonly context: Awaitable<Json | undefined> } | undefined;
  return () => {
    said ??= {
      // What it throws at once is what it said too: it is not asked again for the next row.
      context: orRejected(() =>
        andThen(
          hostCall(remainingMs(req, now()), 'context', () => context(req)),
          jsonOf,
        ),
      ),
    };
    return said.context;
  };
}

/** @throws WizardError CONFIG_INVALID for what JSON cannot hold, which is said without what stands in it */
function written(context: unknown): string | undefined {
  try {
    return JSON.stringify(context) as string | undefined;
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    const what = cause.message.includes('BigInt') ? 'a bigint' : 'an object that leads back to itself';
    throw new WizardError(
      'CONFIG_INVALID',
      `context gave ${what}, which JSON cannot hold; give plain values, such as { user: req.session.user.id }`,
      { cause },
    );
  }
}

/**
 * What a session store would make of it: the same in a check, in this request's record, and where that is read back.
 * Frozen, all of it: a check that could change it would change what is stored.
 */
function jsonOf(context: unknown): Json | undefined {
  const text = written(context);
  return text === undefined
    ? undefined
    : (JSON.parse(text, (_key, part: unknown) => Object.freeze(part)) as Json);
}
