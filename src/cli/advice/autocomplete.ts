import type { WizardDefinition } from '../../definition/model.ts';
import { everyPlace, fieldsAt } from '../../definition/place.ts';
import { didYouMean } from '../../did-you-mean.ts';
import { newFault, type Fault } from '../../fault.ts';

/** What a control can be filled in with: the autofill field names of the HTML standard (4.10.18.7.1). */
const names = new Set(
  (
    'name honorific-prefix given-name additional-name family-name honorific-suffix nickname username new-password ' +
    'current-password one-time-code organization-title organization street-address address-line1 address-line2 ' +
    'address-line3 address-level4 address-level3 address-level2 address-level1 country country-name postal-code ' +
    'cc-name cc-given-name cc-additional-name cc-family-name cc-number cc-exp cc-exp-month cc-exp-year cc-csc cc-type ' +
    'transaction-currency transaction-amount language bday bday-day bday-month bday-year sex url photo tel ' +
    'tel-country-code tel-national tel-area-code tel-local tel-local-prefix tel-local-suffix tel-extension email impp ' +
    'on off'
  ).split(' '),
);
/** Other words for them, by what stands in the word. */
const called: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/first|fore/, 'given-name'],
  [/last|sur|family/, 'family-name'],
  [/full/, 'name'],
  [/phone|mobile/, 'tel'],
  [/zip|post/, 'postal-code'],
  [/city|town/, 'address-level2'],
  [/state|county/, 'address-level1'],
  [/birth|dob/, 'bday'],
  [/mail/, 'email'],
  [/company/, 'organization'],
];

/** What may stand around the name. */
const around = /^(?:section-.+|shipping|billing|home|work|mobile|fax|pager|webauthn)$/;

/** What a field says of `autocomplete` that no browser knows: nothing is filled in then, and WCAG 1.3.5 is not met. */
export function strangeAutocomplete(definition: WizardDefinition): readonly Fault[] {
  return everyPlace(definition).flatMap((place) =>
    fieldsAt(place).flatMap(({ name: field, meta: { autocomplete = '' } }) =>
      autocomplete
        .toLowerCase()
        .split(/\s+/)
        .filter((word) => word !== '' && !names.has(word) && !around.test(word))
        .map((word) => {
          const message = `its autocomplete "${word}" is none that browsers know${meantBy(word)}`;
          return newFault('unknown-autocomplete', message, { step: place.key, field, word });
        }),
    ),
  );
}

function meantBy(word: string): string {
  const name = called.find(([pattern]) => pattern.test(word))?.[1];
  return name === undefined ? didYouMean(word, names) : `; did you mean "${name}"?`;
}
