import { readdir } from 'node:fs/promises';
import { extname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createJiti, type Jiti } from 'jiti';
import { isWizardDefinition } from '../definition/write/is-wizard.ts';
import { checkDefinition } from '../definition/check/check.ts';
import { strayHandOvers } from '../definition/check/hand-overs.ts';
import type { LookForView } from '../definition/check/names.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { WizardError } from '../errors.ts';
import { newFault, type Fault, type FaultCode } from '../fault.ts';
import { compiledFolder } from './compiled-folder.ts';
import { importFaults } from './import-faults.ts';
import { loadErrorWords, placeOfError } from './load-error.ts';
import { textFilesOf, type TextFile } from './text-files.ts';

/** A wizard file as it was loaded and checked. */
export interface LoadedWizard {
  /** The file, relative to the working directory, as messages name it. */
  readonly file: string;
  readonly definition: WizardDefinition | undefined;
  /** Those of its texts in other languages among them. */
  readonly faults: readonly Fault[];
  /** Its texts in other languages. */
  readonly textFiles?: readonly TextFile[] | undefined;
  /** What was thrown when the file was loaded. */
  readonly error?: unknown;
}

const extensions = new Set(['.ts', '.js', '.mjs']);

/** A loader of wizard files in TypeScript or JavaScript that needs no build step and sees one copy of Stepway. */
export function createLoader(): Jiti {
  // One folder up from where this runs, which is src/app, build/app or dist/chunks.
  const extension = extname(fileURLToPath(import.meta.url));
  return createJiti(import.meta.url, {
    alias: { stepway: fileURLToPath(new URL(`../index${extension}`, import.meta.url)) },
    interopDefault: true,
    // By default jiti keeps it in the shared temporary folder, from where any local account could hand us code.
    fsCache: compiledFolder(),
  });
}

/**
 * Loads and checks every wizard of a folder: its files, not those of its subfolders.
 *
 * @param lookForView looks for a view that a step names
 * @returns a row a file; nothing is thrown for an author's mistake
 * @throws WizardError WIZARD_FILE_UNLOADABLE when the folder cannot be read
 */
export async function loadWizards(
  folder: string,
  lookForView: LookForView,
  loader: Jiti = createLoader(),
): Promise<readonly LoadedWizard[]> {
  return withStrayHandOvers(await loadFiles(await wizardFilesOf(folder), lookForView, loader));
}

/** Loads and checks these files, and finds ids that two of them use. */
export async function loadFiles(
  files: readonly string[],
  lookForView: LookForView,
  loader: Jiti = createLoader(),
): Promise<readonly LoadedWizard[]> {
  const loaded: LoadedWizard[] = [];
  for (const file of files) loaded.push(await loadWizard(file, lookForView, loader));
  return withDuplicateIds(loaded);
}

/**
 * The wizard files of a folder, by name; not those of its subfolders.
 *
 * @throws WizardError WIZARD_FILE_UNLOADABLE when the folder cannot be read
 */
export async function wizardFilesOf(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new WizardError('WIZARD_FILE_UNLOADABLE', `${folder}: no such folder of wizards`, { cause });
  });
  const files = names.filter((name) => extensions.has(extname(name)) && !name.endsWith('.d.ts')).sort();
  return files.map((name) => join(folder, name));
}

/** Loads and checks one wizard file, and what it imports: what is not there may explain what else went wrong. */
export async function loadWizard(
  path: string,
  lookForView: LookForView,
  loader: Jiti,
): Promise<LoadedWizard> {
  const loaded = await loadAndCheck(path, lookForView, loader);
  const { early, late } = await importFaults(resolve(path), loader);
  if (early.length === 0) return { ...loaded, faults: [...loaded.faults, ...late] };
  const faults = [...early, ...late];
  if (loaded.definition === undefined) return { file: loaded.file, definition: undefined, faults };
  // A condition that calls what is not there threw for that reason.
  const others = loaded.faults.filter(({ code }) => code !== 'condition-throws');
  return { ...loaded, faults: [...faults, ...others] };
}

async function loadAndCheck(path: string, lookForView: LookForView, loader: Jiti): Promise<LoadedWizard> {
  const file = relative(process.cwd(), path);
  try {
    // Asked for as a module: a default export that is a promise would be awaited on the way.
    const module = await loader.import<{ readonly default?: unknown }>(resolve(path));
    const exported = module.default ?? module;
    if (exported instanceof Promise) {
      exported.catch(() => {});
      const message =
        'has a promise as its default export; export the wizard itself: await before it, at the top of the file';
      return failed(file, 'not-a-wizard', message);
    }
    if (!isWizardDefinition(exported)) {
      const [name] = Object.entries(module).find(([, value]) => isWizardDefinition(value)) ?? [];
      const message =
        name === undefined
          ? 'has no wizard as its default export; end it with .complete({ … })'
          : `exports its wizard as "${name}"; make it the default export: export default wizard({ … })`;
      return failed(file, 'not-a-wizard', message);
    }
    const own = checkDefinition(exported, { lookForView });
    const textFiles = textFilesOf(path, exported);
    return {
      file,
      definition: exported,
      textFiles,
      faults: [...own, ...textFiles.flatMap(({ faults }) => faults)],
    };
  } catch (error) {
    return { ...failed(file, 'unloadable', `could not be loaded: ${loadFailure(error, path)}`), error };
  }
}

function failed(file: string, code: FaultCode, message: string): LoadedWizard {
  return { file, definition: undefined, faults: [newFault(code, message)] };
}

/** The first line of what was thrown, in an author's words, and where, when that is a text of the author's. */
function loadFailure(error: unknown, path: string): string {
  const said = loadErrorWords(error, process.cwd());
  const place = placeOfError(error);
  if (place === undefined) return said;
  const file = place.file === resolve(path) ? '' : `${relative(process.cwd(), place.file)}, `;
  return `${said} (${file}line ${place.line})`;
}

/** Ways on to wizards that no file of the folder has. */
function withStrayHandOvers(loaded: readonly LoadedWizard[]): readonly LoadedWizard[] {
  const served = new Set(loaded.flatMap(({ definition }) => definition?.id ?? []));
  return loaded.map((each) =>
    each.definition === undefined
      ? each
      : { ...each, faults: [...each.faults, ...strayHandOvers(each.definition, served)] },
  );
}

function withDuplicateIds(loaded: readonly LoadedWizard[]): readonly LoadedWizard[] {
  const first = new Map<string, string>();
  return loaded.map((each) => {
    const id = each.definition?.id;
    if (id === undefined) return each;
    const other = first.get(id);
    if (other === undefined) {
      first.set(id, each.file);
      return each;
    }
    const message = `the id "${id}" is already used by ${other}; give one of them another id`;
    const fault = newFault('duplicate-wizard', message, { call: 'wizard', property: 'id', word: id });
    return { ...each, faults: [...each.faults, fault] };
  });
}
