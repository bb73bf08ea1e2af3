import type { Request } from 'express';
import { factsOf, type Log } from '../log.ts';
import type { WizardDefinition } from '../definition/model.ts';
import type { LogInListener } from '../session/login.ts';
import { peekState } from '../session/express-session.ts';

/** A form that a visitor had begun, or sent, when they logged in. */
export interface BegunForm {
  readonly wizard: string;
  /** The version of the definition that its answers fit. */
  readonly version: number;
  /** Names this run through the wizard, as in events. */
  readonly instance: string;
  readonly status: 'open' | 'submitted';
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

/**
 * A host's listener for log-ins: told by `keepAnswers` once the answers are safe in the new session, with the forms that
 * came along; it may write keys of `req.session` and is awaited. What it throws is logged, and the log-in stands.
 */
export type OnLogin = (req: Request, forms: readonly BegunForm[]) => void | Promise<void>;

/** Tells a host of the log-ins of visitors who had begun one of these wizards. */
export function tellLogIns(
  onLogin: OnLogin,
  definitions: ReadonlyMap<string, WizardDefinition>,
  log: Log,
): LogInListener {
  return async (req) => {
    const forms = Object.entries(peekState(req)?.wizards ?? {}).flatMap(([wizard, state]): BegunForm[] => {
      if (!definitions.has(wizard)) return [];
      const { version, instance, status, startedAt } = state;
      return [{ wizard, version, instance, status, startedAt }];
    });
    if (forms.length === 0) return;
    try {
      await onLogin(req, forms);
    } catch (error) {
      log.error(factsOf(error), 'the listener of onLogin failed');
    }
  };
}
