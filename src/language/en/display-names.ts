import { bareLabel, givenName, upperFirst, type NameField } from '../display-name.ts';
import type { FaultKey } from './faults.ts';

/** What the label's first word says about it. */
const determiners = /^(the|a|an|your|my|our|his|her|its|their|this|that|these|those|any|all|each|every)\b/i;
const countsOf = /^(number|amount|total|name|names|title|details|type|kind|size|length|address) (of|for) /i;
const numbered = /^(address )?line \d/i;
const verbs =
  /^(enter|select|choose|pick|tell|describe|give|explain|say|write|list|tick|add|upload|is|are|do|does|did|have|has|can|will|would|should|which|what|when|where|who|why|how|if|please|i|we)\b/i;

/** "What is your date of birth?" asks for a name. */
const asksForNoun = /^what(?: is|’s|'s| are| was| were) ((?:your|the|their|his|her|our) [^,;?]+)\?$/i;
/** "Which passport do you hold?": what is asked, its verb, who, and the rest. "Did" would need another form of the verb. */
const asksForClause =
  /^((?:what|which|where|when|who|why|how)\b[^,;?]*?) (do|will|would|can|could|should|must|are|were|have) (you|we|they|I)\b([^,;?]*)\?$/i;
/** "Do you smoke?" and "Have you been here before?": "did", and who is not said by one word, would need more grammar. */
const asksYesNo = /^(do|will|would|can|could|should|must|are|were|have|had) (you|we|they|I)\b([^,;?]*)\?$/i;
const secondQuestion = /\b(and|or) (what|which|where|when|who|why|how)\b/i;

/** Messages that say "Enter" or "Select", which may be followed by what a question asks. */
const asksFor: ReadonlySet<FaultKey> = new Set<FaultKey>([
  'required.text',
  'required.date',
  'required.choice',
  'required.choices',
]);

/** Messages that say "Select yes if", which a noun cannot follow. */
const asksYesOrNo: ReadonlySet<FaultKey> = new Set<FaultKey>(['required.yesno', 'invalid.yesno']);

/**
 * Names a field by `meta.name` or its label: "Email address" is "your email address", and so is "What is your email
 * address?"; "Where do you live?" is "where you live" after "Enter" or "Select", and "Do you smoke?" is "you smoke" after
 * "Select yes if". Any other label that is a question or a
 * sentence gives no name, and messages stay general.
 */
export const nameInEnglish: NameField = (field, key) => {
  if (asksYesOrNo.has(key)) return { name: statementIn(bareLabel(field)) };
  const given = givenName(field);
  if (given !== undefined) return { name: given, subject: upperFirst(withoutYour(given)) };
  const label = bareLabel(field);
  const isTwo = secondQuestion.test(label);
  const asked = isTwo ? undefined : asksForNoun.exec(label)?.[1];
  if (asked !== undefined) return { name: lowerFirst(asked), subject: upperFirst(withoutYour(asked)) };
  if (label === '' || label.endsWith('?') || verbs.test(label)) {
    return { name: isTwo || !asksFor.has(key) ? undefined : clauseIn(label) };
  }
  return { name: nameFrom(label), subject: upperFirst(label) };
};

function nameFrom(label: string): string {
  const inside = lowerFirst(label);
  if (determiners.test(label) || numbered.test(label)) return inside.replace(/^my /, 'your ');
  return `${countsOf.test(label) ? 'the' : 'your'} ${inside}`;
}

/** What a question asks; undefined where the words cannot safely be put in that order. */
function clauseIn(label: string): string | undefined {
  const match = asksForClause.exec(label);
  if (match === null) return undefined;
  const [, what, verb, who, rest] = match;
  const words = verb!.toLowerCase() === 'do' ? [what, who] : [what, who, verb];
  return `${lowerFirst(words.join(' '))}${rest}`;
}

/** What is so where the answer is yes; undefined where the words cannot safely be put in that order. */
function statementIn(label: string): string | undefined {
  const match = asksYesNo.exec(label);
  if (match === null) return undefined;
  const [, verb, who, rest] = match;
  const isDo = verb!.toLowerCase() === 'do';
  return `${who}${isDo ? '' : ` ${verb!.toLowerCase()}`}${rest}`;
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
