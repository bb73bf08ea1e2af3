import { messagesKey } from '../definition/in-language.ts';
import { nameByLabel, type NamedField, type NameField } from './display-name.ts';
import { faults as faultsInGerman } from './de/faults.ts';
import { words as wordsInGerman } from './de/words.ts';
import { nameInEnglish } from './en/display-names.ts';
import { faults, type FaultWord } from './en/faults.ts';
import { words, type WordKey } from './en/words.ts';
import { fill, sayFault, type AnswerFault, type Params } from './fault.ts';
import { once } from './formats.ts';

/** Words that replace those of a language, by their key. */
export type Words = { readonly [key: string]: string };

/** Gives a text of a page by its key: what replaces it, otherwise the language's, otherwise the key itself (an author's own key). */
export type Say = (key: WordKey | (string & {}), params?: Params) => string;

/** Everything that a visitor reads of the framework's, in one language and the words that an author put in their place. */
export interface Language {
  /** BCP 47, such as `en`: dates, numbers and money are formatted for it. */
  readonly tag: string;
  readonly say: Say;
  /** The message for what is wrong with an answer. */
  readonly sayFault: (field: NamedField, fault: AnswerFault) => string;
  /** A sentence of an author's code, of a check or a schema: as it was written, where it has no words in this language. */
  readonly sayOwn: (sentence: string) => string;
  /** The same with a wizard's or a step's words over these; made once for the same words. */
  readonly with: (words: Words | undefined) => Language;
}

/** What is written of one language in a folder of this room. */
interface Tables {
  readonly words: { readonly [Key in WordKey]: string };
  readonly faults: { readonly [Key in FaultWord]: string };
  readonly nameField: NameField;
}

const inEnglish: Tables = { words, faults, nameField: nameInEnglish };
const inGerman: Tables = { words: wordsInGerman, faults: faultsInGerman, nameField: nameByLabel };
/** A language that is not written here yet: its formats, and the words that an author gives. */
const inAnother: Tables = { words, faults, nameField: nameByLabel };

/**
 * A language by its tag.
 *
 * @param tag BCP 47
 * @param replaced the deployment's own words, by key
 */
export function languageOf(tag: string, replaced?: Words): Language {
  return languages(tag).with(replaced);
}

const languages = once((tag) => languageFrom(tablesOf(tag), tag, {}));

function tablesOf(tag: string): Tables {
  const { language } = new Intl.Locale(tag);
  return language === 'en' ? inEnglish : language === 'de' ? inGerman : inAnother;
}

/** The framework's words that a language has to be given, in English: none for those that are written here. */
export function wordsToTranslate(tag: string): readonly { readonly key: string; readonly text: string }[] {
  if (tablesOf(tag) !== inAnother) return [];
  return Object.entries({ ...words, ...faults }).map(([key, text]) => ({ key, text }));
}

/** The keys of the framework's words, which an author may replace in any language. */
export const wordKeys: readonly string[] = Object.keys({ ...words, ...faults });

/** What authors and operators are spoken to in. */
export const english = languageOf('en');

function languageFrom(tables: Tables, tag: string, replaced: Words): Language {
  const { nameField } = tables;
  // Without a prototype: an author's own key may be `constructor`. A page names kinds of files as the messages do.
  const texts: Words = Object.assign(Object.create(null), tables.faults, tables.words, replaced);
  const textOf = (key: FaultWord | 'issue-of') => texts[key]!;
  const knows = (key: string): key is FaultWord => Object.hasOwn(tables.faults, key);
  const withWords = new WeakMap<Words, Language>();

  const language: Language = {
    tag,
    say: (key, params) => {
      const text = texts[key] ?? key;
      return params === undefined ? text : fill(text, params);
    },
    sayFault: (field, fault) => sayFault(field, fault, { tag, nameField, textOf, knows }),
    sayOwn: (sentence) => texts[`${messagesKey}${sentence}`] ?? sentence,
    with: (inner) => {
      if (inner === undefined) return language;
      const known = withWords.get(inner);
      if (known !== undefined) return known;
      const isEmpty = Object.keys(inner).length === 0;
      const made = isEmpty ? language : languageFrom(tables, tag, { ...replaced, ...inner });
      withWords.set(inner, made);
      return made;
    },
  };
  return language;
}

/** The paragraphs of a text: what stands between blank lines. */
export function paragraphsOf(text: string): readonly string[] {
  return text.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== '');
}
