import { WizardError } from '../errors.ts';

/**
 * Waits for work no longer than what is left of a request. The work itself goes on: a write may still land later.
 *
 * @param ms milliseconds
 * @throws WizardError STORE_TIMEOUT when the time is over, and what the work rejects with
 */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new WizardError('STORE_TIMEOUT')), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
