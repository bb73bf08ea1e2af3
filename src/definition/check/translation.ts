import { didYouMean, nearest } from '../../did-you-mean.ts';
import { newFault, type Fault } from '../../fault.ts';
import { everyText, type KeyedText } from '../every-text.ts';
import { changedKey, inLanguage, messagesKey, textIn, type Texts } from '../in-language.ts';
import type { WizardDefinition } from '../model.ts';
import { textFaults } from './texts.ts';

/**
 * Faults of the texts of a definition in another language: those that its own texts could have, keys that name none of
 * them, and what is still to be done.
 */
export function translationFaults(definition: WizardDefinition, tag: string, texts: Texts): readonly Fault[] {
  const inIt = inLanguage(definition, tag, texts);
  const isTranslated = ({ text }: Fault) => text !== undefined && textIn(texts, text, tag) !== undefined;
  const wrong = textFaults(inIt)
    .filter(isTranslated)
    .map((fault) => ({ ...fault, message: `"${fault.text}" in "${tag}": ${fault.message}` }));
  return [...wrong, ...textsToDo({ written: everyText(definition) }, tag, texts)];
}

/** What there is to translate. */
interface ToTranslate {
  readonly written: readonly KeyedText[];
  /** The keys that texts may have; by default those of what is to be translated. */
  readonly keys?: readonly string[];
}

/** Texts in another language that belong to none of these, that are not there yet, or were made from another text. */
export function textsToDo(
  { written, keys = written.map(({ key }) => key) }: ToTranslate,
  tag: string,
  texts: Texts,
): readonly Fault[] {
  const known = new Set(keys);
  const unknown = Object.keys(texts).filter((key) => !known.has(key) && !key.startsWith(messagesKey));
  return [
    ...unknown.map((key) =>
      newFault('unknown-text', `"${key}" is the key of no text${didYouMean(key, keys)}`, {
        text: key,
        meant: nearest(key, keys),
      }),
    ),
    ...written.flatMap(({ key, text }) => (isChanged(texts, { key, text, tag }) ? [changed(key)] : [])),
    ...gapsIn(written, tag, texts),
  ];
}

/**
 * Whether a text was made from another one than there is now: nothing else stands beside it that is the text of today. An
 * entry may have more languages than these two.
 */
function isChanged(texts: Texts, { key, text, tag }: KeyedText & { readonly tag: string }): boolean {
  const given = Object.hasOwn(texts, key) ? texts[key] : undefined;
  if (given === undefined || typeof given === 'string' || textIn(texts, key, tag) === undefined) return false;
  const beside = Object.entries(given).filter(([name]) => name !== tag);
  if (beside.some(([name]) => name === changedKey)) return true;
  return beside.length > 0 && beside.every(([, from]) => from !== text);
}

function changed(key: string): Fault {
  const message = `"${key}" was made from another text than there is now: npx stepway texts puts both into the file; look at it again, then take "${changedKey}" out`;
  return newFault('changed-text', message, { text: key });
}

function gapsIn(written: readonly KeyedText[], tag: string, texts: Texts): readonly Fault[] {
  const gaps = written.filter(({ key, text }) => text.trim() !== '' && textIn(texts, key, tag) === undefined);
  const [first] = gaps;
  if (first === undefined) return [];
  const message = `${gaps.length} of ${written.length} texts are not there in "${tag}", the first is "${first.key}"; visitors read them as they were written`;
  return [newFault('untranslated', message, { text: first.key })];
}
