import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { loadConfig } from '../app/load-config.ts';
import { createLoader, loadFiles, wizardFilesOf, type LoadedWizard } from '../app/load-wizards.ts';
import { definitionsOf } from '../app/placed-faults.ts';
import { readTexts, textFileOf, wordFileIn } from '../app/text-files.ts';
import type { StepwayConfig } from '../app/define-config.ts';
import { everyText, type KeyedText } from '../definition/every-text.ts';
import { updatedTexts } from '../definition/updated-texts.ts';
import { didYouMean } from '../did-you-mean.ts';
import { isLanguageTag } from '../language/formats.ts';
import { wordsToTranslate } from '../language/language.ts';
import { viewFinder } from '../render/html/views.ts';
import { UsageError } from './run.ts';

/** What stands behind `stepway texts`. */
export interface TextsOptions {
  /** The language to translate into, BCP 47. */
  readonly to: string;
  /** The framework's words: alone, or beside those of the wizard that is named. */
  readonly words?: boolean;
  readonly folder: string;
}

/**
 * Writes the files that a translator fills in: of one wizard, or of all and the framework's words. What is translated
 * already stays.
 *
 * @throws UsageError for a wizard or a language that is none, and for a file that cannot be read; WizardError
 *   DEFINITION_INVALID when a wizard has faults
 */
export async function writeTexts(
  name: string | undefined,
  { to, words = false, folder }: TextsOptions,
  out: NodeJS.WritableStream,
): Promise<true> {
  if (!isLanguageTag(to))
    throw new UsageError(`--to ${to}: a language is a tag (BCP 47), such as cy or pt-BR`);
  const loader = createLoader();
  const config = await loadConfig(loader);
  const { views = 'views' } = config;
  const from = config.theme?.language ?? 'en';
  if (from === to)
    throw new UsageError(`--to ${to}: that is the language of the theme, in which the texts are written`);
  if (!words || name !== undefined) {
    const loaded = await loadFiles(await wizardFilesOf(folder), viewFinder([views]), loader);
    for (const { file, definition } of wanted(loaded, name, folder))
      update(textFileOf(file, to), everyText(definition), { from, to }, out);
  }
  if (words || name === undefined) {
    const own = wordsToTranslate(to);
    if (own.length > 0) update(wordFileIn(folder, to), own, { from: 'en', to }, out);
    else out.write(`Stepway's own words are there in "${to}" already\n`);
  }
  out.write(hintFor(config, to));
  return true;
}

/** The wizards to translate, with their files. */
function wanted(loaded: readonly LoadedWizard[], name: string | undefined, folder: string) {
  const sound = loaded.map(({ faults, ...each }) => ({
    ...each,
    // What is wrong with a translation is no reason not to bring it up to date.
    faults: faults.filter(({ textFile }) => textFile === undefined),
  }));
  const named = sound.filter(({ definition }) => name === undefined || definition?.id === name);
  definitionsOf(named);
  const found = named.flatMap(({ file, definition }) =>
    definition === undefined ? [] : [{ file, definition }],
  );
  if (found.length > 0 || name === undefined) return found;
  const known = loaded.flatMap(({ definition }) => definition?.id ?? []);
  throw new UsageError(`there is no wizard "${name}" in ${folder}${didYouMean(name, known)}`);
}

function update(
  file: string,
  written: readonly KeyedText[],
  languages: { readonly from: string; readonly to: string },
  out: NodeJS.WritableStream,
): void {
  const { texts, missing, changed, stray } = updatedTexts(readOrSay(file), written, languages);
  writeFileSync(file, `${JSON.stringify(texts, undefined, 2)}\n`);
  const counts = [
    `${written.length} texts`,
    `${missing.length} to translate`,
    ...(changed.length === 0
      ? []
      : [`${changed.length} to look at again: their "was" is what they were made from`]),
  ];
  out.write(`${relative(process.cwd(), file)}: ${counts.join(', ')}\n`);
  for (const key of stray)
    out.write(`  "${key}" belongs to no text any more; take it out, or move it to its new key\n`);
}

function readOrSay(file: string) {
  try {
    return readTexts(file);
  } catch {
    throw new UsageError(
      `${file} cannot be read, and nothing was written: it must be JSON, with a text for each key`,
    );
  }
}

function hintFor({ languages = {} }: StepwayConfig, to: string): string {
  return Object.hasOwn(languages, to)
    ? ''
    : `to show it, name it in stepway.config.ts: languages: { ${/^\w+$/.test(to) ? to : `'${to}'`}: {} }\n`;
}
