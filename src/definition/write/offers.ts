import { didYouMean } from '../../did-you-mean.ts';
import { newFault, type Fault } from '../../fault.ts';
import type { Condition } from '../answers.ts';
import type { Field } from '../field.ts';
import { recordCondition } from './record-condition.ts';

type Offers = { readonly [field: string]: { readonly [option: string]: (() => unknown) | undefined } };

/** The fields of a step with the conditions under which their options are offered. */
export function withOffers(
  step: string,
  fields: readonly Field[],
  given: unknown,
): { readonly fields: readonly Field[]; readonly faults: readonly Fault[] } {
  if (given === undefined) return { fields, faults: [] };
  const offers = given as Offers;
  const faults: Fault[] = [];
  for (const name of Object.keys(offers)) {
    const known = fields.map((field) => field.name);
    if (known.includes(name)) continue;
    const message = `its offer names an unknown field "${name}"${didYouMean(name, known)}`;
    faults.push(newFault('unknown-field', message, { step, property: 'offer', word: name }));
  }
  const offered = fields.map((field) => {
    const own = Object.hasOwn(offers, field.name) ? offers[field.name] : undefined;
    if (own === undefined) return field;
    const read = readOffer(field, own);
    faults.push(...read.faults.map((fault) => ({ ...fault, step, field: field.name })));
    return Object.freeze({ ...field, offer: Object.freeze(read.offer) });
  });
  return { fields: offered, faults };
}

function readOffer(
  { options }: Field,
  own: Offers[string],
): { readonly offer: NonNullable<Field['offer']>; readonly faults: readonly Fault[] } {
  const offer: { [option: string]: Condition } = {};
  const faults: Fault[] = [];
  const values = options.map(({ value }) => value);
  for (const [value, written] of Object.entries(own)) {
    if (written === undefined) continue;
    if (!values.includes(value)) {
      const message = `its offer names an unknown option "${value}"${didYouMean(value, values)}`;
      faults.push(newFault('unknown-option', message, { property: 'offer', word: value }));
      continue;
    }
    const recorded = recordCondition('offer', written, [[]]);
    faults.push(...recorded.faults);
    if (recorded.condition !== undefined) offer[value] = recorded.condition;
  }
  if (values.length > 0 && values.every((value) => Object.hasOwn(own, value))) {
    const message =
      'each of its options is offered under a condition, so that there may be none; let one always be there';
    faults.push(newFault('wrong-option', message, { property: 'offer' }));
  }
  return { offer, faults };
}
