import type { Rejection, WizardDefinition } from '../definition/model.ts';
import { isRecord } from '../is-record.ts';
import { keyByPositions } from '../definition/path.ts';
import { fieldsAt, findPlace } from '../definition/place.ts';
import { nearest } from '../did-you-mean.ts';
import { kindOf } from '../kind-of.ts';
import type { Submission } from './journal.ts';

type Messages = Rejection['reject'];

/**
 * What a handler's return value says: all is well, back to the form, a rejection that names what is not there, or what
 * was meant as one and is none.
 */
export type Verdict =
  | { readonly kind: 'done' }
  | { readonly kind: 'rejected'; readonly rejection: Messages }
  | { readonly kind: 'faulty'; readonly fault: string }
  | { readonly kind: 'unclear'; readonly fault: string };

/**
 * Reads what `run` returned. A rejection has to name steps of this submission and fields of theirs, otherwise the visitor
 * would be sent back to a form that shows no message.
 *
 * @param returned whatever the author's function returned; what a last call gave, such as `insert`, counts as done
 */
export function verdictOf(definition: WizardDefinition, submission: Submission, returned: unknown): Verdict {
  if (isRecord(returned) && Object.hasOwn(returned, 'reject'))
    return rejectionOf(definition, submission, returned['reject']);
  return isMeantAsRejection(definition, returned) ? unclear(returned) : { kind: 'done' };
}

function rejectionOf(definition: WizardDefinition, submission: Submission, reject: unknown): Verdict {
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

/** What somebody returns who means to send the answers back, and has not looked how. */
const nearRejections = ['reject', 'rejection', 'error', 'errors', 'messages'];

function isMeantAsRejection(definition: WizardDefinition, returned: unknown): boolean {
  if (returned === false || typeof returned === 'string' || returned instanceof Error) return true;
  if (Array.isArray(returned))
    return returned.length > 0 && returned.every((each) => typeof each === 'string');
  if (!isRecord(returned)) return false;
  return Object.keys(returned).some(
    (name) => nearest(name, nearRejections) !== undefined || findPlace(definition, name) !== undefined,
  );
}

/** What was meant as a rejection must not be lost as a submission that is done. */
function unclear(returned: unknown): Verdict {
  const [name] = isRecord(returned) ? Object.keys(returned) : [];
  const what = `${kindOf(returned)}${name === undefined ? '' : ` with ${quote(name)}`}`;
  return { kind: 'unclear', fault: `run() returned ${what}; ${returnable}` };
}

/** What a handler may return, to whoever returned something else. */
export const returnable =
  'did you mean reject? Return { reject: { step: { field: "…" } } } to send the answers back to the form, and nothing when all is well';

function faulty(what: string): Verdict {
  return { kind: 'faulty', fault: `run() returned a rejection that cannot be shown: ${what}` };
}

function quote(name: string): string {
  return JSON.stringify(name.slice(0, 64));
}
