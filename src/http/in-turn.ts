import type { ErrorRequestHandler, NextFunction, RequestHandler } from 'express';

/**
 * Handlers, one after the other, for every request: as a router of Express calls those that stand at no path of their
 * own, without looking at each whether it does. What one throws, and a promise that rejects, goes to `next`.
 */
export function inTurn(handlers: readonly RequestHandler[]): RequestHandler {
  return (req, res, next) => {
    let at = 0;
    const go: NextFunction = (error?: unknown) => {
      const handler = handlers[at];
      if (isError(error)) return next(error);
      if (handler === undefined) return next();
      at += 1;
      settled(() => handler(req, res, go), next);
    };
    go();
  };
}

/** The same handler, whose errors another one answers. */
export function withErrors(handle: RequestHandler, answerError: ErrorRequestHandler): RequestHandler {
  return (req, res, next) => {
    const answer: NextFunction = (error?: unknown) => {
      if (!isError(error)) return next();
      settled(() => answerError(error, req, res, next), next);
    };
    settled(() => handle(req, res, answer), answer);
  };
}

/** As Express takes what `next` is given. */
const isError = (given: unknown): boolean => Boolean(given);

function settled(call: () => unknown, failed: NextFunction): void {
  // Who rejects without a reason has failed all the same.
  const fail = (reason: unknown) =>
    failed(isError(reason) ? reason : new Error('it failed without a reason'));
  try {
    const given = call();
    if (given instanceof Promise) given.catch(fail);
  } catch (error) {
    fail(error);
  }
}
