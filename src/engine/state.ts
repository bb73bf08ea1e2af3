import type { AnswersByStep } from '../definition/model.ts';
import type { RawValues, WordedIssue } from '../form/issue.ts';

/** The one key of `req.session` that is Stepway's; every other key is the host's. */
export const stateKey = 'stepway';

/** Everything that Stepway keeps in a session. */
export interface SessionState {
  /** The format of this object, so that a later Stepway can tell. */
  readonly format: 1;
  readonly wizards: { readonly [wizardId: string]: WizardState };
}

/** One visitor's progress through one wizard. */
export interface WizardState {
  /** The definition's version that these answers fit. */
  readonly version: number;
  /** Names this run through the wizard: 128 random bits. */
  readonly instance: string;
  /** 1, and one more after each rejection. */
  readonly generation: number;
  /** The visitor's reference, unguessable, fixed for the instance. */
  readonly reference: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly status: 'open' | 'submitted';
  /** Stored inputs by step, those of closed branches among them; while `submitted`, those of the path alone, frozen. */
  readonly answers: AnswersByStep;
  /** Which rendered page each step was answered from last, so that the same page may answer again without a conflict. */
  readonly pages?: { readonly [stepKey: string]: string };
  /** When the visitor submitted, in milliseconds since the epoch; there while `submitted`. */
  readonly submittedAt?: number;
  /** What the schemas made of the answers where that is not the same, as `v8.serialize` in base64; there while `submitted`. */
  readonly parsed?: string;
  /** The answers of closed branches while `submitted`: they come back if the handler rejects. */
  readonly dormant?: AnswersByStep;
  /** What the host's `context(req)` gave at submit; there while `submitted`. */
  readonly context?: unknown;
  /**
   * What the handler of the last generation sent back, by step, until the step is answered again: in its author's own
   * words. No sentence of ours is ever stored.
   */
  readonly rejected?: { readonly [stepKey: string]: readonly WordedIssue[] };
  /** What was typed into an expired session and carried over, by step, until the step is answered. */
  readonly carried?: { readonly [stepKey: string]: RawValues };
}
