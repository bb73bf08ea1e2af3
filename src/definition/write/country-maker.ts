import { z } from 'zod';
import { countryCodes, type CountryCode } from '../../controls/country-codes.ts';
import { country as control, countryName } from '../../controls/country.ts';
import { newFault } from '../../fault.ts';
import type { FieldMeta } from '../field.ts';
import { makeField, type Common } from './make-field.ts';

type CountrySchema<Code extends CountryCode> = z.ZodEnum<{ [C in Code]: C }>;

/**
 * A country, kept by its code (ISO 3166-1, such as `'IE'`) and called as the page's language calls it. It is searched by
 * what is typed.
 *
 * @param options `only` these countries; `search: false` for a plain list
 */
export function country<const Code extends CountryCode = CountryCode>(
  label: string,
  options: Common<NoInfer<Code>> & Pick<FieldMeta, 'search'> & { readonly only?: readonly Code[] } = {},
): CountrySchema<Code> {
  const { only, search = true, ...more } = options;
  const given: readonly string[] = Array.isArray(only) ? only : countryCodes;
  const known = countryCodes.filter((code) => given.includes(code));
  const strange = given.filter((code) => !countryCodes.some((each) => each === code));
  const isList = only === undefined || Array.isArray(only);
  return makeField(z.enum(known) as unknown as CountrySchema<Code>, label, {
    given: { search, ...more },
    control,
    extra: { options: known.map((value) => ({ value, label: countryName(value, 'en') })) },
    faults: [
      ...(isList
        ? []
        : [newFault('wrong-option', '"only" in its options must be a list of codes such as "IE"')]),
      ...strange.map((code) =>
        newFault(
          'wrong-option',
          `"${String(code)}" in "only" is no code of a country; give ISO 3166-1 codes such as "IE"`,
          { word: String(code) },
        ),
      ),
    ],
  });
}
