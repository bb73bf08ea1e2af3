import { isWizardError, WizardError } from '../errors.ts';

/** Milliseconds that one request has for all its calls to the store, from its session's load on. */
export const requestMs = 3_000;

/** Milliseconds that one call to the store has where no request's time is known. */
export const operationMs = 2_500;

/**
 * Runs one call to a store and waits for it no longer than `ms`. The signal aborts with the same error, so that a
 * driver that knows signals lets go as well.
 *
 * @throws WizardError STORE_TIMEOUT when the time is over; a write may then still land later
 */
export async function withDeadline<T>(ms: number, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  if (ms <= 0) throw new WizardError('STORE_TIMEOUT');
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const late = new WizardError('STORE_TIMEOUT');
      reject(late);
      controller.abort(late);
    }, ms);
  });
  try {
    return await Promise.race([call(controller.signal), timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/** The error of the catalogue for whatever a home fails with: a foreign error means that it could not be reached. */
export function asStoreError(error: unknown): WizardError {
  return isWizardError(error) ? error : new WizardError('STORE_UNREACHABLE', undefined, { cause: error });
}
