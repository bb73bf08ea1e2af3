import { z } from 'zod';
import { WizardError } from '../errors.ts';
import type { SessionState } from './state.ts';

// What stands inside was JSON when it was read from the store: its values need no second look.
const answersByStep = z.record(z.string(), z.record(z.string(), z.unknown()));

const issues = z.array(z.looseObject({ field: z.string(), code: z.string(), message: z.string() }));

const wizardState = z.looseObject({
  version: z.int().positive(),
  instance: z.string(),
  generation: z.int().positive(),
  reference: z.string(),
  startedAt: z.number(),
  status: z.enum(['open', 'submitted']),
  answers: answersByStep,
  pages: z.record(z.string(), z.string()).optional(),
  submittedAt: z.number().optional(),
  parsed: z.string().optional(),
  dormant: answersByStep.optional(),
  context: z.unknown().optional(),
  rejected: z.record(z.string(), issues).optional(),
  carried: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});

const sessionState = z.object({ format: z.literal(1), wizards: z.record(z.string(), wizardState) });

const empty: SessionState = { format: 1, wizards: {} };

/**
 * Reads what stands under Stepway's key of a session.
 *
 * @returns an empty state when nothing stands there
 * @throws WizardError STATE_NEWER for a format of a later Stepway, SESSION_UNREADABLE for anything else
 */
export function readState(stored: unknown): SessionState {
  if (stored === undefined || stored === null) return empty;
  const read = sessionState.safeParse(stored);
  // The schema holds every property of SessionState; what it types more loosely is opaque to this room.
  if (read.success) return read.data as unknown as SessionState;
  const format = z.object({ format: z.number().gt(1) }).safeParse(stored);
  throw new WizardError(format.success ? 'STATE_NEWER' : 'SESSION_UNREADABLE', undefined, {
    cause: read.error,
  });
}
