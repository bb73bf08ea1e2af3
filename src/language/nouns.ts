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

/** "What is your date of birth?" asks for a noun. */
const asksForNoun = /^what(?: is|’s|'s| are| was| were) ((?:your|the|their|his|her|our) [^,;?]+)\?$/i;
/** "Which passport do you hold?": what is asked, its verb, who, and the rest. "Did" would need another form of the verb. */
const asksForClause =
  /^((?:what|which|where|when|who|why|how)\b[^,;?]*?) (do|will|would|can|could|should|must|are|were|have) (you|we|they|I)\b([^,;?]*)\?$/i;
const secondQuestion = /\b(and|or) (what|which|where|when|who|why|how)\b/i;

/**
 * Makes a field's noun from `meta.name` or its label: "Email address" is "your email address", and so is "What is your
 * email address?". Any other label that is a question or a sentence gives none, and messages stay general.
 */
export function nounOf(field: Field): Noun | undefined {
  const given = field.meta.name?.trim();
  if (given !== undefined && given !== '') return { name: given, subject: upperFirst(withoutYour(given)) };
  const label = bareLabel(field);
  const asked = secondQuestion.test(label) ? undefined : asksForNoun.exec(label)?.[1];
  if (asked !== undefined) return { name: lowerFirst(asked), subject: upperFirst(withoutYour(asked)) };
  if (label === '' || label.endsWith('?') || verbs.test(label)) return undefined;
  const inside = lowerFirst(label);
  const subject = upperFirst(label);
  if (determiners.test(label) || numbered.test(label))
    return { name: inside.replace(/^my /, 'your '), subject };
  return { name: `${countsOf.test(label) ? 'the' : 'your'} ${inside}`, subject };
}

/**
 * What a question asks, as it stands after "Enter" or "Select": "Where do you live?" is "where you live".
 *
 * @returns undefined where the words cannot safely be put in that order
 */
export function clauseOf(field: Field): string | undefined {
  const label = bareLabel(field);
  const match = secondQuestion.test(label) ? null : asksForClause.exec(label);
  if (match === null) return undefined;
  const [, what, verb, who, rest] = match;
  const words = verb!.toLowerCase() === 'do' ? [what, who] : [what, who, verb];
  return `${lowerFirst(words.join(' '))}${rest}`;
}

function bareLabel(field: Field): string {
  return field.meta.label.trim().replace(/\s*\([^()]*\)$|[:.]$/g, '');
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
