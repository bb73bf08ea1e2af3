import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, join, relative } from 'node:path';
import { translationFaults, textsToDo } from '../definition/check/translation.ts';
import { textsShape, type Texts } from '../definition/in-language.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { newFault, type Fault } from '../fault.ts';
import { isLanguageTag } from '../language/formats.ts';
import { wordKeys, wordsToTranslate } from '../language/language.ts';

/** A file of texts in another language. */
export interface TextFile {
  /** From the working directory on. */
  readonly file: string;
  /** BCP 47. */
  readonly tag: string;
  readonly texts: Texts;
  /** What is wrong with it, and what is to do. */
  readonly faults: readonly Fault[];
}

/** The file with the texts of a wizard in a language: beside its own, `wizards/visa.cy.json` for `wizards/visa.ts`. */
export function textFileOf(wizardFile: string, tag: string): string {
  return join(dirname(wizardFile), `${nameOf(wizardFile)}.${tag}.json`);
}

/** The file with the framework's words in a language, in the folder of the wizards. */
export function wordFileIn(folder: string, tag: string): string {
  return join(folder, `words.${tag}.json`);
}

/** The files of texts that stand beside a wizard's file, checked. */
export function textFilesOf(wizardFile: string, definition: WizardDefinition): readonly TextFile[] {
  return filesNamed(dirname(wizardFile), nameOf(wizardFile)).map((found) =>
    checked(found, (tag, texts) => translationFaults(definition, tag, texts)),
  );
}

/** The files of the framework's words in a folder of wizards, checked. */
export function wordFilesIn(folder: string): readonly TextFile[] {
  return filesNamed(folder, 'words').map((found) =>
    checked(found, (tag, texts) => textsToDo({ written: wordsToTranslate(tag), keys: wordKeys }, tag, texts)),
  );
}

/** The texts in a file; none where there is no file. @throws what reading or parsing throws */
export function readTexts(file: string): Texts {
  try {
    return textsShape.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

function nameOf(file: string): string {
  return basename(file, extname(file));
}

interface Found {
  readonly path: string;
  readonly tag: string;
}

function filesNamed(folder: string, name: string): readonly Found[] {
  let names: readonly string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names
    .filter((each) => each.startsWith(`${name}.`) && each.endsWith('.json'))
    .map((each) => ({ path: join(folder, each), tag: each.slice(name.length + 1, -'.json'.length) }))
    .filter(({ tag }) => isLanguageTag(tag));
}

function checked({ path, tag }: Found, faultsOf: (tag: string, texts: Texts) => readonly Fault[]): TextFile {
  const file = relative(process.cwd(), path);
  const inIt = (fault: Fault): Fault => ({ ...fault, textFile: file });
  try {
    const texts = readTexts(path);
    return { file, tag, texts, faults: faultsOf(tag, texts).map(inIt) };
  } catch {
    const message =
      'cannot be read: it must be JSON, with a text for each key, or an object of texts by language; npx stepway texts writes it so';
    return { file, tag, texts: {}, faults: [inIt(newFault('unreadable-texts', message))] };
  }
}
