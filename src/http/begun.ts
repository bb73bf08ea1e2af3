import type { Request } from 'express';
import { isWizardError } from '../errors.ts';
import type { Begun } from '../render/pages/page.ts';
import { peekState } from '../session/repository.ts';

/**
 * Which wizards a visitor has begun or sent, by the session that the request brought: nothing is read for it, written
 * or begun. What cannot be read is left out; the form itself says so when it is opened.
 */
export function begunBy(req: Request): Begun {
  const wizards = Object.entries(readable(req)?.wizards ?? {});
  return Object.fromEntries(wizards.map(([id, { status }]) => [id, status]));
}

function readable(req: Request): ReturnType<typeof peekState> {
  try {
    return peekState(req);
  } catch (error) {
    if (isWizardError(error, 'SESSION_UNREADABLE')) return undefined;
    throw error;
  }
}
