import type { Request } from 'express';
import { onDay } from '../definition/condition/on-day.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { nest } from '../definition/nest.ts';
import type { AnswersSoFar } from '../definition/write/stored-types.ts';
import type { Wizard } from '../definition/write/types.ts';
import { readState, stateIn } from '../engine/state.ts';
import { changedAt, isSegment, runAt, runsIn, segmentOf, wizardOfKey } from '../engine/which-run.ts';
import { upgrade } from '../engine/upgrade.ts';
import { walkOf } from '../flow/walk.ts';
import { outputsOf } from '../form/validate.ts';
import { WizardError } from '../errors.ts';
import { factsOf, type Log } from '../log.ts';
import { peekState } from '../session/express-session.ts';
import { refuseWrongCall } from './host-call.ts';
import type { LogInListener } from '../session/login.ts';
import { hostCall, requestMs } from '../session/request-time.ts';
import { dayIn } from '../time-zone.ts';

/**
 * What this visitor has answered so far, for a host's own pages: the steps on the path, parsed by their schemas; of a file
 * its reference.
 *
 * @param req a request that the session middleware has seen
 * @param options `run`: which one, of a wizard with several: see `runsOf`
 * @returns undefined when the visitor has not started; a step that is not answered yet is absent
 * @throws WizardError SESSION_MISSING, SESSION_UNREADABLE, STATE_NEWER, MIGRATION_FAILED; CONFIG_INVALID for a run that is
 *   not said
 */
export async function answersOf<W extends Wizard<unknown>>(
  req: Request,
  definition: W,
  { run }: { readonly run?: string } = {},
): Promise<AnswersSoFar<W> | undefined> {
  refuseWrongCall('answersOf', req, definition);
  const given: WizardDefinition = definition;
  const wizard = onDay(given, () => dayIn(Date.now(), given.timeZone));
  const session = peekState(req) ?? readState(undefined);
  const place = runAt(wizard, namedRun(wizard, run), session);
  const stored = place && stateIn(session, place.key);
  if (stored === undefined) return undefined;
  const state = await upgrade(wizard, stored);
  const { path, live, items, values } = walkOf(wizard, state);
  const parsed: { [stepKey: string]: { readonly [field: string]: unknown } } = {};
  for (const place of path) {
    const answers = live[place.key];
    if (place.kind !== 'step' || place.step.fields.length === 0 || answers === undefined) continue;
    const outputs = await outputsOf(place, answers);
    if (outputs !== undefined) parsed[place.key] = outputs;
  }
  // What the schemas gave, step by step, is what the builder inferred from the same schemas.
  return nest({ live: parsed, items, values }) as AnswersSoFar<W>;
}

/** One of the runs that a visitor has of a wizard. */
export interface StartedRun {
  /** Its pages stand below `/<wizard>/<run>`: `~k3f9`. */
  readonly run: string;
  readonly status: 'open' | 'submitted';
  readonly reference: string;
  /** Names this run through the wizard, as in events. */
  readonly instance: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly changedAt: number;
}

/**
 * The runs that this visitor has of a wizard that can have several, the one that was changed last in front.
 *
 * @param req a request that the session middleware has seen
 * @throws WizardError SESSION_UNREADABLE, STATE_NEWER
 */
export function runsOf(req: Request, wizard: Pick<WizardDefinition, 'id'>): readonly StartedRun[] {
  refuseWrongCall('runsOf', req, wizard);
  const { id } = wizard;
  return runsIn(peekState(req), id).map(({ segment, state }) => {
    const { status, reference, instance, startedAt } = state;
    return { run: segment, status, reference, instance, startedAt, changedAt: changedAt(state) };
  });
}

/**
 * The run that a host names.
 *
 * @throws WizardError CONFIG_INVALID for what can be none, and where it has to be said which
 */
export function namedRun(
  { id, several }: Pick<WizardDefinition, 'id' | 'several'>,
  run: string | undefined,
): string | undefined {
  if (run === undefined && several !== undefined)
    throw new WizardError(
      'CONFIG_INVALID',
      `the wizard "${id}" can have several runs; say which: { run }, as runsOf(req, wizard) gives it`,
    );
  if (run !== undefined && !isSegment(run))
    throw new WizardError(
      'CONFIG_INVALID',
      `"${run}" is no run of the wizard "${id}": it is written as in its address, such as "~kbcdfghj"`,
    );
  return run;
}

/** A form that a visitor had started, or sent, when they logged in. */
export interface BegunForm {
  readonly wizard: string;
  /** Of a wizard with several runs, which one: `~k3f9`. */
  readonly run?: string;
  /** The version of the definition that its answers fit. */
  readonly version: number;
  /** Names this run through the wizard, as in events. */
  readonly instance: string;
  readonly status: 'open' | 'submitted';
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

/**
 * A host's listener for log-ins: notified by `keepAnswers` once the answers are safe in the new session, with the forms that
 * came along; it may write keys of `req.session` and is awaited. What it throws is logged, and the log-in stands.
 */
export type OnLogin = (req: Request, forms: readonly BegunForm[]) => void | Promise<void>;

/** Notifies a host of the log-ins of visitors who had started one of these wizards. */
export function notifyOfLogIns(
  onLogin: OnLogin,
  definitions: ReadonlyMap<string, WizardDefinition>,
  log: Log,
): LogInListener {
  return async (req) => {
    const forms = Object.entries(peekState(req)?.wizards ?? {}).flatMap(([key, state]): BegunForm[] => {
      const wizard = wizardOfKey(key);
      const definition = definitions.get(wizard);
      if (definition === undefined) return [];
      const { version, instance, status, startedAt } = state;
      const which = definition.several === undefined ? {} : { run: segmentOf(wizard, key) };
      return [{ wizard, ...which, version, instance, status, startedAt }];
    });
    if (forms.length === 0) return;
    try {
      await hostCall(requestMs, 'onLogin', () => onLogin(req, forms));
    } catch (error) {
      log.error(factsOf(error), 'the listener of onLogin failed');
    }
  };
}
