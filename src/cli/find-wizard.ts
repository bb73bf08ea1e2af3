import { statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { definitionsOf } from '../app/placed-faults.ts';
import { loadConfig } from '../app/load-config.ts';
import { createLoader, loadFiles, wizardFilesOf } from '../app/load-wizards.ts';
import { withFaultsOfTexts } from '../app/with-text-files.ts';
import { didYouMean } from '../did-you-mean.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { viewFinder } from '../render/html/views.ts';
import { UsageError } from './run.ts';

/** Where the wizard of a command is looked for. */
export interface WizardOptions {
  /** The folder of wizards. */
  readonly folder: string;
}

/**
 * The wizard that a command names: by its id, or by its file.
 *
 * @throws UsageError when there is none; WizardError DEFINITION_INVALID when it has faults
 */
export async function findWizard(name: string, { folder }: WizardOptions): Promise<WizardDefinition> {
  const isFile =
    /\.(?:ts|js|mjs)$/.test(name) && statSync(name, { throwIfNoEntry: false })?.isFile() === true;
  const loader = createLoader();
  const { views = 'views', languages } = await loadConfig(loader);
  const files = isFile ? [name] : await wizardFilesOf(folder);
  const loaded = withFaultsOfTexts(await loadFiles(files, viewFinder([views]), loader), languages);
  const found = isFile
    ? loaded
    : loaded.filter(({ definition, file }) => (definition?.id ?? basename(file, extname(file))) === name);
  const [definition] = definitionsOf(found);
  if (definition !== undefined) return definition;
  const known = loaded.flatMap((each) => each.definition?.id ?? []);
  throw new UsageError(`there is no wizard "${name}" in ${folder}${didYouMean(name, known)}`);
}

/** What is said of a folder in which there is nothing to serve, and the way on. */
export function noWizards(folder: string): string {
  return `there are no wizards in ${folder}; npx stepway new wizard NAME makes one`;
}
