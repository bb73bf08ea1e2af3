import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { lineOf, placedFaults, type PlacedFault } from '../app/placed-faults.ts';
import { loadFiles, wizardFilesOf, type LoadedWizard } from '../app/load-wizards.ts';
import { newFault } from '../fault.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { everyPlace } from '../definition/place.ts';
import { didYouMean } from '../did-you-mean.ts';
import { adviceOn } from './advice.ts';
import { viewFinder } from '../render/html/views.ts';
import { UsageError } from './run.ts';
import {
  keepVersions,
  readVersions,
  unreadableVersions,
  versionFaults,
  type KeptFile,
} from './versions/kept-files.ts';

/** What stands behind `stepway check`. */
export interface CheckOptions {
  /** One JSON line for each fault, and nothing else. */
  readonly json?: boolean;
  /** Keeps what each wizard can store, for later versions to be checked against. */
  readonly keep?: boolean;
}

/**
 * Prints every fault and warning of these wizards, one line each.
 *
 * @param paths files, and folders of them
 * @returns whether there is no error: a warning is none
 * @throws UsageError for a path that is not there
 */
export async function check(
  paths: readonly string[],
  { json = false, keep = false }: CheckOptions,
  out: NodeJS.WritableStream,
): Promise<boolean> {
  const viewsFolder = process.env['STEPWAY_VIEWS'] || 'views';
  const files = (await Promise.all(paths.map(filesAt))).flat();
  const loaded = await loadFiles(files, viewFinder([viewsFolder]));
  const kept = keep ? await keepVersions(loaded) : [];
  const versions = await readVersions(loaded);
  const found = (await Promise.all(loaded.map((each) => withAdvice(each, versions)))).flatMap(placedFaults);
  const definitions = loaded.flatMap(({ definition }) => (definition === undefined ? [] : [definition]));
  const faults: readonly PlacedFault[] = [
    ...found,
    ...unreadableVersions(versions),
    ...(await unusedViews(viewsFolder, definitions)),
  ];
  for (const fault of faults) out.write(`${json ? jsonOf(fault) : lineOf(fault)}\n`);
  if (!json) for (const file of kept) out.write(`kept ${file}\n`);
  const errors = faults.filter(({ severity }) => severity === 'error').length;
  if (!json) {
    const counts = [
      counted(loaded.length, 'wizard'),
      counted(errors, 'error'),
      counted(faults.length - errors, 'warning'),
    ];
    out.write(`${counts.join(', ')}\n`);
  }
  return errors === 0;
}

/** The line of `--json`: docs/cli.md lists its properties. */
function jsonOf({ file, place, severity, code, step, field, message }: PlacedFault): string {
  return JSON.stringify({ file, ...place, severity, code, step, field, message });
}

/** What is wrong comes first: advice is for a definition that can be served. */
async function withAdvice(loaded: LoadedWizard, versions: readonly KeptFile[]): Promise<LoadedWizard> {
  const { definition, faults } = loaded;
  if (definition === undefined || faults.some(({ severity }) => severity === 'error')) return loaded;
  return {
    ...loaded,
    faults: [...faults, ...adviceOn(definition), ...(await versionFaults(loaded, versions))],
  };
}

async function filesAt(path: string): Promise<readonly string[]> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new UsageError(`${path}: there is no such file or folder`);
  return found.isDirectory() ? wizardFilesOf(path) : [path];
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** Views under `views/<wizard>/steps/` whose step is not there: nothing will ever show them. */
async function unusedViews(
  viewsFolder: string,
  definitions: readonly WizardDefinition[],
): Promise<readonly PlacedFault[]> {
  const found = await Promise.all(
    definitions.map(async (definition) => {
      const folder = join(viewsFolder, definition.id, 'steps');
      const names = await readdir(folder, { recursive: true }).catch(() => []);
      const keys = everyPlace(definition).map(({ key }) => key);
      return names
        .filter((name) => name.endsWith('.ejs'))
        .map((name) => ({ file: join(folder, name), key: name.replaceAll('\\', '/').slice(0, -4) }))
        .filter(({ key }) => !keys.includes(key))
        .map(({ file, key }) => {
          const message = `is never shown: the wizard "${definition.id}" has no step "${key}"${didYouMean(key, keys)}`;
          return { file, ...newFault('unused-view', message) };
        });
    }),
  );
  return found.flat();
}
