import { WizardError } from '../errors.ts';

/**
 * Waits for work no longer than what is left of a request. The work itself goes on: a write may still land later.
 *
 * @param ms milliseconds
 * @param errorOf what is thrown when the time is over: WizardError STORE_TIMEOUT by default
 * @throws that error, and what the work rejects with
 */
export async function within<T>(
  ms: number,
  work: Promise<T>,
  errorOf: () => Error = () => new WizardError('STORE_TIMEOUT'),
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(errorOf()), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
