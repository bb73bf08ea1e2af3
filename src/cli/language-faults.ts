import { statSync } from 'node:fs';
import type { LanguagesOption } from '../app/languages.ts';
import type { LoadedWizard } from '../app/load-wizards.ts';
import { placedInTexts, type PlacedFault } from '../app/placed-faults.ts';
import { withTextFaults } from '../app/with-text-files.ts';
import { wordFileIn, wordFilesIn } from '../app/text-files.ts';
import { textsToDo, translationFaults } from '../definition/check/translation.ts';
import { textIn, type Texts } from '../definition/in-language.ts';
import { wordsToTranslate } from '../language/language.ts';

/**
 * What is to do for the languages of a project beside what the files of its wizards say: texts in the settings
 * themselves, and the framework's words.
 *
 * @param checked the folders and files that are checked, and what was loaded of them
 */
export function languageFaults(
  languages: LanguagesOption = {},
  { paths, loaded }: { readonly paths: readonly string[]; readonly loaded: readonly LoadedWizard[] },
): readonly PlacedFault[] {
  const folders = paths.filter((path) => statSync(path).isDirectory());
  return [
    ...folders.flatMap((folder) => wordFaults(folder, languages)),
    ...Object.entries(languages).flatMap(([tag, { texts = {} }]) =>
      loaded.flatMap((each) => wizardFaults(each, tag, texts)),
    ),
  ];
}

/** A wizard without texts in a language is not offered in it: nothing is to do there. */
function wizardFaults(
  { file, definition, textFiles = [] }: LoadedWizard,
  tag: string,
  given: { readonly [wizardId: string]: Texts },
): readonly PlacedFault[] {
  const texts = definition && given[definition.id];
  if (texts === undefined || textFiles.some((each) => each.tag === tag)) return [];
  return translationFaults(definition!, tag, texts).map((fault) => ({ ...fault, file }));
}

/** Words that settings and files do not have between them. */
function wordFaults(folder: string, languages: LanguagesOption): readonly PlacedFault[] {
  const files = withTextFaults(wordFilesIn(folder), languages);
  const ofFiles = files.flatMap(({ file, faults }) =>
    faults.filter(({ code }) => code !== 'untranslated').map((fault) => placedInTexts(fault, file)),
  );
  const tags = new Set([...Object.keys(languages), ...files.map(({ tag }) => tag)]);
  const gaps = [...tags].flatMap((tag) => {
    const { words = {}, theme } = languages[tag] ?? {};
    const all: Texts = { ...files.find((each) => each.tag === tag)?.texts, ...words, ...theme?.words };
    const written = wordsToTranslate(tag);
    const there = written.filter(({ key }) => textIn(all, key, tag) !== undefined);
    const texts = Object.fromEntries(there.map(({ key }) => [key, textIn(all, key, tag)!]));
    return textsToDo({ written }, tag, texts).map((fault) => placedInTexts(fault, wordFileIn(folder, tag)));
  });
  return [...ofFiles, ...gaps];
}
