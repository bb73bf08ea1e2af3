import type { Request } from 'express';
import type { ExitPlace, StepPlace } from '../definition/place.ts';
import type { RawValues } from '../form/issue.ts';
import { normalise, type StepCandidate } from '../form/normalise.ts';
import { rawOf } from '../form/prefill.ts';
import { readAnswers, readRaw } from '../form/read.ts';
import { fieldsOf, isOfType } from './body.ts';

/** A step's form as it was sent: what was typed, and what it comes to for the schemas. */
export interface SentForm {
  readonly raw: RawValues;
  readonly candidate: StepCandidate;
}

/** Reads a step's declared fields from the body: a form's controls, or a front end's JSON in the schemas' input types. */
export function readForm(req: Request, place: StepPlace | ExitPlace): SentForm {
  if (place.kind === 'exit') return { raw: {}, candidate: {} };
  const { step } = place;
  const fields = fieldsOf(req);
  if (!isOfType(req, 'application/json')) {
    const raw = readRaw(step, fields);
    return { raw, candidate: normalise(step, raw) };
  }
  const candidate = readAnswers(step, fields);
  const given = Object.entries(candidate).filter((entry) => entry[1] !== undefined);
  return { raw: rawOf(step, Object.fromEntries(given) as Parameters<typeof rawOf>[1]), candidate };
}
