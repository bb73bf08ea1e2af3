import type { Request } from 'express';
import type { StepAnswers } from '../definition/answers.ts';
import type { External } from '../definition/external.ts';
import type { StepPlace } from '../definition/place.ts';
import type { FormPlace, SentForm, WizardEvent } from '../engine/event.ts';
import type { Stamp } from '../engine/stamp.ts';
import { normalise, rawOf, readAnswers, readRaw } from '../form/read.ts';
import { retyped, type Change } from '../form/retyped.ts';
import { hashOfToken } from '../completion/saving.ts';
import { hiddenNames } from '../render/pages/urls.ts';
import { tokenIn } from './saved-link.ts';
import { checkedAlone, searchedAlone } from './asked-alone.ts';
import { fieldsOf, isOfType, type Fields } from './body.ts';
import { queryIn } from './came-back.ts';
import type { Exchange, ListExchange, StepExchange } from './exchange.ts';
import type { FormLanguages } from './language-asked.ts';
import { otherSiteOf } from './other-site.ts';

/** What the POST of a step's form asks for. */
export function answerIntent(
  { req, place }: Pick<StepExchange, 'req' | 'place'>,
  languages: FormLanguages,
): WizardEvent {
  const form = readForm(req, place, languages);
  const field = checkedAlone(req);
  if (field !== undefined) return { kind: 'validate', place, form, field };
  const fields = fieldsOf(req);
  const stamp = readStamp(fields);
  const search = searchIn(req);
  if (search !== undefined) return { kind: 'find', place, form, stamp, ...search };
  if (textOf(fields, hiddenNames.carry) === '1')
    return { kind: 'carry', place, form, stamp, isUndo: textOf(fields, hiddenNames.undo) === '1' };
  if (textOf(fields, hiddenNames.save) === '1') return { kind: 'save', place, form, stamp };
  if (textOf(fields, hiddenNames.draft) === '1') return { kind: 'draft', place, form, stamp };
  if (languages.isAsked && place.kind === 'step') return { kind: 'keep', place, form, stamp };
  return { kind: 'answer', place, form, stamp };
}

/** In which field a form searches; undefined where it does not. `isWhole`: it brings all that is typed into its page. */
export function searchIn(req: Request): { readonly field: string; readonly isWhole: boolean } | undefined {
  const alone = searchedAlone(req);
  if (alone !== undefined) return { field: alone, isWhole: false };
  const field = saidIn(fieldsOf(req), hiddenNames.find);
  return field === '' ? undefined : { field, isWhole: true };
}

/** Whether a request asks about one field alone, and is to change nothing: on a page without such fields it is lost. */
export function asksOfOneField({ req }: Pick<Exchange, 'req'>): boolean {
  return checkedAlone(req) !== undefined || searchedAlone(req) !== undefined;
}

/** Whether a form answers the question of a list, whether there is one more. */
export function asksForOne({ req }: Pick<ListExchange, 'req'>): boolean {
  return Object.hasOwn(fieldsOf(req), hiddenNames.more);
}

/** Whether a form asks to go on to another wizard. */
export function handsOver({ req }: Pick<Exchange, 'req'>): boolean {
  return Object.hasOwn(fieldsOf(req), hiddenNames.to);
}

/** What the POST of a step asks for that is done at another site: to go there, or to take what came back. */
export function externalIntent(exchange: StepExchange, external: External): WizardEvent {
  const { req } = exchange;
  // The route has looked: an exit page is done nowhere.
  const place = exchange.place as StepPlace;
  const fields = fieldsOf(req);
  const site = otherSiteOf(exchange, place, external);
  const attempt = textOf(fields, hiddenNames.attempt);
  if (attempt === '') return { kind: 'leave', place, stamp: readStamp(fields), site };
  const said = Object.hasOwn(fields, hiddenNames.query) ? fields[hiddenNames.query] : '';
  return { kind: 'return', place, attempt, query: queryIn(typeof said === 'string' ? said : ''), site };
}

/** What the POST of a group's list asks for. */
export function listIntent({ req, place }: Pick<ListExchange, 'req' | 'place'>): WizardEvent {
  const fields = fieldsOf(req);
  const stamp = readStamp(fields);
  const remove = textOf(fields, hiddenNames.remove);
  if (remove !== '') return { kind: 'remove-item', place, item: remove, stamp };
  const restore = textOf(fields, hiddenNames.restore);
  if (restore !== '') return { kind: 'restore-item', place, item: restore, stamp };
  const said = Object.hasOwn(fields, hiddenNames.more) ? fields[hiddenNames.more] : undefined;
  // A front end may say it as a boolean.
  const more = said === 'yes' || said === true ? true : said === 'no' || said === false ? false : undefined;
  return { kind: 'list', place, more, stamp };
}

/** What the POST of check-your-answers asks for. */
export function submitIntent({ req }: Pick<Exchange, 'req'>): WizardEvent {
  return { kind: 'submit', stamp: readStamp(fieldsOf(req)) };
}

/** What the POST of "delete my answers" asks for. */
export function endIntent({ req }: Pick<Exchange, 'req'>): WizardEvent {
  const fields = fieldsOf(req);
  const erase = textOf(fields, hiddenNames.erase);
  if (erase !== '') return { kind: 'erase', wasSent: erase === 'sent' };
  return { kind: textOf(fields, hiddenNames.undo) === '1' ? 'restore' : 'delete' };
}

/** What the POST to a link of a saved run asks for; undefined when the address cannot be that of one. */
export function linkIntent({ req }: Pick<Exchange, 'req'>): WizardEvent | undefined {
  const token = tokenIn(req);
  return token === undefined ? undefined : { kind: 'open-saved', by: { token, hash: hashOfToken(token) } };
}

/**
 * Reads a step's declared fields from the body: a form's controls, or a front end's JSON in the schemas' input types. What
 * is typed is from then on as it is typed in the language in which it is shown again.
 */
export function readForm(req: Request, place: FormPlace, languages: Change): SentForm {
  if (place.kind === 'exit') return { raw: {}, candidate: {} };
  const { step } = place;
  const fields = fieldsOf(req);
  if (!isOfType(req, 'application/json')) {
    const raw = readRaw(step, fields);
    return { raw: retyped(step, raw, languages), candidate: normalise(step, raw, languages.from) };
  }
  const candidate = readAnswers(step, fields);
  const given = Object.entries(candidate).filter((entry) => entry[1] !== undefined);
  return { raw: rawOf(step, Object.fromEntries(given) as StepAnswers, languages.to), candidate };
}

/** What the hidden fields of a sent form say; anything malformed counts as absent. */
export function readStamp(fields: Fields): Stamp {
  const generation = Number(textOf(fields, hiddenNames.generation));
  return {
    instance: textOf(fields, hiddenNames.instance),
    generation: Number.isInteger(generation) && generation > 0 ? generation : 1,
    seen: textOf(fields, hiddenNames.seen),
    page: textOf(fields, hiddenNames.page),
    onward: textOf(fields, hiddenNames.return) === 'check' ? 'check' : 'next',
    basis: textOf(fields, hiddenNames.basis) || undefined,
  };
}

/** What a hidden field says; empty when it says nothing, or too much. */
export function textOf(fields: Fields, name: string): string {
  const value = saidIn(fields, name);
  // No stamp of ours is longer; a longer one is no stamp.
  return value.length <= 64 ? value : '';
}

/** The same of one that may be longer: the name of a cell is. */
function saidIn(fields: Fields, name: string): string {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return typeof value === 'string' ? value : '';
}
