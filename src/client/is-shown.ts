import type { Json } from '../definition/answers.ts';
import { holds, partOf } from '../definition/condition/compare.js';
import type { OwnAnswer, PageCondition } from '../render/pages/page-condition.ts';

/** What a page says of when its fields are asked. */
export type Show = { readonly [name: string]: PageCondition };

/** What stands in the fields of a page. */
type Filled = { readonly [name: string]: unknown };

/**
 * Whether a field or a text of a step is asked or shown, by what stands in the others; compared as the server does.
 *
 * @param name the field's, or the text's in `contents`
 * @param page the `show` of a page, or of a row
 * @param values what stands in the fields now, as the schemas take it; what stands in a field that is not asked counts for
 *   nothing
 */
export function isShown(name: string, { show }: { readonly show: Show }, values: Filled): boolean {
  const condition = Object.hasOwn(show, name) ? show[name] : undefined;
  return condition === undefined || isMet(condition, (answer) => answerIn(answer, { show }, values));
}

// A field hangs on others of its page in a line that has no circle: the definition was checked.
function answerIn(
  { field, part }: OwnAnswer,
  page: { readonly show: Show },
  values: Filled,
): Json | undefined {
  if (!isShown(field, page, values)) return undefined;
  const value = partOf(values[field] as Json | undefined, part);
  return value === null || value === '' ? undefined : value;
}

function isMet(condition: PageCondition, answerOf: (answer: OwnAnswer) => Json | undefined): boolean {
  if (typeof condition === 'boolean') return condition;
  switch (condition.op) {
    case 'and':
      return condition.of.every((part) => isMet(part, answerOf));
    case 'or':
      return condition.of.some((part) => isMet(part, answerOf));
    case 'not':
      return !isMet(condition.of, answerOf);
    default: {
      const { value } = condition as { readonly value?: unknown };
      // What is compared with and is no scalar is another answer of the page.
      const compared =
        typeof value === 'object' ? { ...condition, value: answerOf(value as OwnAnswer) } : condition;
      // Which operator it is decides what it has: each reads its own.
      const compare = holds[condition.op] as (comparison: object, answer: Json | undefined) => boolean;
      return compare(compared, answerOf(condition));
    }
  }
}
