import { WizardError } from '../errors.ts';
import { translationFaults } from '../definition/check/translation.ts';
import type { Texts } from '../definition/in-language.ts';
import type { WizardDefinition } from '../definition/model.ts';
import type { Fault } from '../fault.ts';
import { isNamedLanguage } from '../language/formats.ts';
import type { Config } from './config.ts';
import type { LanguagesOption } from './languages.ts';
import type { LoadedWizard } from './load-wizards.ts';
import { lineOf, placedInTexts } from './placed-faults.ts';
import { wordFilesIn, type TextFile } from './text-files.ts';

/**
 * The settings of a project with the texts that stand in files beside its wizards; what the settings say themselves comes
 * before. A file in a language that they do not have is for later.
 *
 * @param folder of the wizards
 * @throws WizardError DEFINITION_INVALID for a file of words that cannot be read
 */
export function withTextFiles(config: Config, folder: string, loaded: readonly LoadedWizard[]): Config {
  const { languages } = config.own;
  if (languages === undefined) return config;
  const words = withTextFaults(wordFilesIn(folder), languages);
  const errors = words.flatMap(({ file, faults }) =>
    faults.filter(({ severity }) => severity === 'error').map((fault) => lineOf(placedInTexts(fault, file))),
  );
  if (errors.length > 0) throw new WizardError('DEFINITION_INVALID', errors.join('\n'));
  const entries = Object.entries(languages).map(([tag, own]) => {
    const its = words.find((file) => file.tag === tag)?.texts;
    const texts = mergedTexts(textsOf(loaded, tag), own.texts);
    return [tag, { ...own, words: { ...its, ...own.words }, texts }] as const;
  });
  return { ...config, own: { ...config.own, languages: Object.fromEntries(entries) } };
}

type TextsByWizard = { readonly [wizardId: string]: Texts };

/** Of each wizard those of the files, with those of the settings over them. */
function mergedTexts(files: TextsByWizard, own: TextsByWizard = {}): TextsByWizard {
  const ids = [...new Set([...Object.keys(files), ...Object.keys(own)])];
  return Object.fromEntries(ids.map((id) => [id, { ...files[id], ...own[id] }]));
}

/**
 * Files of texts with what is wrong with them where the settings have these languages. In another language that is advice,
 * for later; and what has no language in its name, such as `visa.config.json`, is no file of texts.
 */
export function withTextFaults(
  files: readonly TextFile[],
  languages: LanguagesOption = {},
): readonly TextFile[] {
  return files
    .filter(({ tag }) => Object.hasOwn(languages, tag) || isNamedLanguage(tag))
    .map((file) =>
      Object.hasOwn(languages, file.tag) ? file : { ...file, faults: file.faults.map(asAdvice) },
    );
}

function asAdvice(fault: Fault): Fault {
  return { ...fault, severity: 'warning' };
}

/** Loaded wizards with what is wrong with their texts in the languages of the settings: see `withTextFaults`. */
export function withFaultsOfTexts(
  loaded: readonly LoadedWizard[],
  languages: LanguagesOption = {},
): readonly LoadedWizard[] {
  return loaded.map((each) => {
    const { definition, faults, textFiles = [] } = each;
    if (definition === undefined || textFiles.length === 0) return each;
    const files = withTextFaults(textFiles, languages);
    const ofFiles = files.flatMap((file) =>
      faultsOf(definition, file, languages[file.tag]?.texts?.[definition.id]),
    );
    return {
      ...each,
      textFiles: files,
      faults: [...faults.filter(({ textFile }) => textFile === undefined), ...ofFiles],
    };
  });
}

/** What is wrong with the texts of a file and those that the settings put over them, each where it stands. */
function faultsOf(
  definition: WizardDefinition,
  { file, tag, texts, faults }: TextFile,
  own?: Texts,
): readonly Fault[] {
  if (own === undefined) return faults;
  const unreadable = faults.filter(({ code }) => code === 'unreadable-texts');
  const merged = translationFaults(definition, tag, { ...texts, ...own });
  const isOwn = ({ text }: Fault) => text !== undefined && Object.hasOwn(own, text);
  return [...unreadable, ...merged.map((fault) => (isOwn(fault) ? fault : { ...fault, textFile: file }))];
}

/** The texts of the wizards in a language, by their ids. */
function textsOf(loaded: readonly LoadedWizard[], tag: string): TextsByWizard {
  const found = loaded.flatMap(({ definition, textFiles = [] }) => {
    const its = textFiles.find((file) => file.tag === tag);
    return definition === undefined || its === undefined ? [] : [[definition.id, its.texts] as const];
  });
  return Object.fromEntries(found);
}
