import type { Rejection, WizardDefinition } from '../definition/model.ts';
import { isRecord } from '../is-record.ts';
import { keyByPositions } from '../definition/path.ts';
import { fieldsAt, findPlace } from '../definition/place.ts';
import type { Submission } from './journal.ts';

type Messages = Rejection['reject'];

/** What a handler's return value says: all is well, back to the form, or a rejection that names what is not there. */
export type Verdict =
  | { readonly kind: 'done' }
  | { readonly kind: 'rejected'; readonly rejection: Messages }
  | { readonly kind: 'faulty'; readonly fault: string };

/**
 * Reads what `run` returned. A rejection has to name steps of this submission and fields of theirs, otherwise the visitor
 * would be sent back to a form that shows no message.
 *
 * @param returned whatever the author's function returned; anything without `reject` counts as done
 */
export function verdictOf(definition: WizardDefinition, submission: Submission, returned: unknown): Verdict {
  if (!isRecord(returned) || !Object.hasOwn(returned, 'reject')) return { kind: 'done' };
  const { reject } = returned;
  if (!isRecord(reject) || Object.keys(reject).length === 0) {
    return faulty('it must hold messages by step, then field, as in { reject: { contact: { email: "…" } } }');
  }
  const rejection: { [stepKey: string]: { [field: string]: string } } = {};
  for (const [given, messages] of Object.entries(reject)) {
    const stepKey = keyByPositions(given, submission.items ?? {});
    const place = findPlace(definition, stepKey);
    if (place === undefined) return faulty(`there is no step ${quote(given)}`);
    // A page of information leaves nothing by which it could be told.
    const isAsked = fieldsAt(place).length > 0;
    if (isAsked && (!isRecord(submission.answers) || !Object.hasOwn(submission.answers, stepKey))) {
      return faulty(`step ${quote(given)} was not on the visitor's path`);
    }
    if (!isRecord(messages) || Object.keys(messages).length === 0) {
      return faulty(`step ${quote(given)} needs messages by field`);
    }
    const fields = fieldsAt(place);
    const kept: { [field: string]: string } = {};
    for (const [field, message] of Object.entries(messages)) {
      if (field !== '' && !fields.some(({ name }) => name === field)) {
        return faulty(`step ${quote(given)} has no field ${quote(field)}`);
      }
      if (typeof message !== 'string' || message.trim() === '') {
        return faulty(`step ${quote(given)}, field ${quote(field)}: the message must be a text`);
      }
      kept[field] = message;
    }
    rejection[stepKey] = kept;
  }
  return { kind: 'rejected', rejection };
}

function faulty(what: string): Verdict {
  return { kind: 'faulty', fault: `run() returned a rejection that cannot be shown: ${what}` };
}

function quote(name: string): string {
  return JSON.stringify(name.slice(0, 64));
}
