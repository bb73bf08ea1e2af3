import type { Field } from '../definition/model.ts';

/** How messages call a field: `name` inside a sentence, `subject` at its beginning. */
export interface Noun {
  readonly name: string;
  readonly subject: string;
}

/** What the label's first word tells about it; English, to be translated with the messages. */
const determiners = /^(the|a|an|your|my|our|his|her|its|their|this|that|these|those|any|all|each|every)\b/i;
const countsOf = /^(number|amount|total|name|names|title|details|type|kind|size|length|address) (of|for) /i;
const numbered = /^(address )?line \d/i;
const verbs =
  /^(enter|select|choose|pick|tell|describe|give|explain|say|write|list|tick|add|upload|is|are|do|does|did|have|has|can|will|would|should|which|what|when|where|who|why|how|if|please|i|we)\b/i;

/**
 * Makes a field's noun from `meta.name` or its label: "Email address" is "your email address". A label that is a
 * question or a sentence gives none, and messages stay general.
 */
export function nounOf(field: Field): Noun | undefined {
  const given = field.meta.name?.trim();
  if (given !== undefined && given !== '') return { name: given, subject: upperFirst(withoutYour(given)) };
  const label = field.meta.label.trim().replace(/\s*\([^()]*\)$|[:.]$/g, '');
  if (label === '' || label.endsWith('?') || verbs.test(label)) return undefined;
  const inside = lowerFirst(label);
  const subject = upperFirst(label);
  if (determiners.test(label) || numbered.test(label))
    return { name: inside.replace(/^my /, 'your '), subject };
  return { name: `${countsOf.test(label) ? 'the' : 'your'} ${inside}`, subject };
}

function withoutYour(name: string): string {
  return name.replace(/^your /i, '');
}

/** "UK postcode" and "GitHub name" keep their capitals; "Email address" does not. */
function lowerFirst(text: string): string {
  const first = text.split(/\s/, 1)[0]!;
  return /\p{Lu}/u.test(first.slice(1)) || first === 'I'
    ? text
    : text.charAt(0).toLowerCase() + text.slice(1);
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
