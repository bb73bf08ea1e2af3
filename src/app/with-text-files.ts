import { WizardError } from '../errors.ts';
import type { Texts } from '../definition/in-language.ts';
import type { Config } from './config.ts';
import type { LoadedWizard } from './load-wizards.ts';
import { lineOf, placedInTexts } from './placed-faults.ts';
import { wordFilesIn } from './text-files.ts';

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
  const words = wordFilesIn(folder);
  const errors = words.flatMap(({ file, faults }) =>
    faults.filter(({ severity }) => severity === 'error').map((fault) => lineOf(placedInTexts(fault, file))),
  );
  if (errors.length > 0) throw new WizardError('DEFINITION_INVALID', errors.join('\n'));
  const entries = Object.entries(languages).map(([tag, own]) => {
    const its = words.find((file) => file.tag === tag)?.texts;
    const texts = { ...textsOf(loaded, tag), ...own.texts };
    return [tag, { ...own, words: { ...its, ...own.words }, texts }] as const;
  });
  return { ...config, own: { ...config.own, languages: Object.fromEntries(entries) } };
}

/** The texts of the wizards in a language, by their ids. */
function textsOf(loaded: readonly LoadedWizard[], tag: string): { readonly [wizardId: string]: Texts } {
  const found = loaded.flatMap(({ definition, textFiles = [] }) => {
    const its = textFiles.find((file) => file.tag === tag);
    return definition === undefined || its === undefined ? [] : [[definition.id, its.texts] as const];
  });
  return Object.fromEntries(found);
}
