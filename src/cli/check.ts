import { stat } from 'node:fs/promises';
import { viewFaults } from '../app/broken-views.ts';
import { lineOf, placedFaults, type PlacedFault } from '../app/placed-faults.ts';
import type { WizardDefinition } from '../definition/model.ts';
import type { Fault } from '../fault.ts';
import { loadConfig } from '../app/load-config.ts';
import { createLoader, loadFiles, wizardFilesOf, type LoadedWizard } from '../app/load-wizards.ts';
import { withFaultsOfTexts } from '../app/with-text-files.ts';
import { adviceOn } from './advice/advice.ts';
import { settingsFaults } from './advice/settings.ts';
import { idleHelpers, unusedFieldViews, unusedViews } from './advice/views.ts';
import { viewFinder } from '../render/html/views.ts';
import { languageFaults } from './language-faults.ts';
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
  /** Answers that no program reads are warned of, too. */
  readonly unused?: boolean;
  /** The variables of the environment, which are checked as `stepway start` does; none by default. */
  readonly env?: NodeJS.ProcessEnv;
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
  { json = false, keep = false, unused = false, env = {} }: CheckOptions,
  out: NodeJS.WritableStream,
): Promise<boolean> {
  const loader = createLoader();
  const config = await loadConfig(loader);
  const { views: viewsFolder = 'views', languages } = config;
  const files = (await Promise.all(paths.map(filesAt))).flat();
  const loaded = withFaultsOfTexts(await loadFiles(files, viewFinder([viewsFolder]), loader), languages);
  const kept = keep ? await keepVersions(loaded) : [];
  const versions = await readVersions(loaded);
  const advise = (definition: WizardDefinition): readonly Fault[] => [
    ...adviceOn(definition, { unused }),
    ...idleHelpers(viewsFolder, definition),
  ];
  const advised = await Promise.all(loaded.map((each) => withAdvice(each, versions, advise)));
  const found = advised.flatMap(placedFaults);
  const definitions = loaded.flatMap(({ definition }) => (definition === undefined ? [] : [definition]));
  const faults: readonly PlacedFault[] = [
    ...found,
    ...settingsFaults({ env, config, wizards: definitions }),
    ...unreadableVersions(versions),
    ...viewFaults(viewsFolder, definitions),
    ...unusedViews(viewsFolder, definitions),
    ...languageFaults(languages, { paths, loaded }),
    ...unusedFieldViews(viewsFolder, definitions),
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
async function withAdvice(
  loaded: LoadedWizard,
  versions: readonly KeptFile[],
  advise: (definition: WizardDefinition) => readonly Fault[],
): Promise<LoadedWizard> {
  const { definition, faults } = loaded;
  if (definition === undefined || faults.some(({ severity }) => severity === 'error')) return loaded;
  return {
    ...loaded,
    faults: [...faults, ...advise(definition), ...(await versionFaults(loaded, versions))],
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
