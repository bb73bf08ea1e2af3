import type { Field } from '../../definition/field.ts';

/** What HTML calls the parts of an address (the autofill field names of the HTML standard, 4.10.18.7.1). */
const partNames: ReadonlySet<string> = new Set([
  'street-address',
  'address-line1',
  'address-line2',
  'address-line3',
  'address-level1',
  'address-level2',
  'address-level3',
  'address-level4',
  'postal-code',
  'country',
  'country-name',
]);

/**
 * The fields of a step that are one address, by their autocomplete tokens: at least two, next to each other. What stands
 * before the token ("billing", "section-home") tells one address from another; where a step asks for two, each field
 * keeps its own label, which says of which one it is a part.
 *
 * @returns the fields in their order; none when there is no address, or more than one
 */
export function addressIn(fields: readonly Field[]): readonly Field[] {
  const parts = fields.filter((field) => ownerOf(field) !== undefined);
  const [first, ...rest] = parts;
  const start = first === undefined ? 0 : fields.indexOf(first);
  const isOne =
    first !== undefined &&
    rest.length > 0 &&
    rest.every((field, index) => ownerOf(field) === ownerOf(first) && fields[start + index + 1] === field);
  return isOne ? parts : [];
}

/** Whose address a field is a part of: what its autocomplete says before the part; undefined for any other field. */
function ownerOf({ meta: { autocomplete = '' } }: Field): string | undefined {
  if (autocomplete === '') return undefined;
  const tokens = autocomplete.toLowerCase().trim().split(/\s+/);
  return partNames.has(tokens.at(-1) ?? '') ? tokens.slice(0, -1).join(' ') : undefined;
}
