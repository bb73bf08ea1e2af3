import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PlacedFault } from '../../app/placed-faults.ts';
import type { LoadedWizard } from '../../app/load-wizards.ts';
import { newFault, type Fault } from '../../fault.ts';
import { gapsOf } from './gaps.ts';
import { keptVersion, shapeOf, type KeptVersion } from './shape.ts';

/** A version that was kept, or a file that cannot be read as one. */
export type KeptFile = { readonly file: string; readonly kept: KeptVersion | undefined };

/**
 * Keeps what each of these wizards can store in `.versions/` beside its file, as JSON that later versions are checked
 * against. A file of the same version is written over.
 *
 * @returns the files that were written
 */
export async function keepVersions(loaded: readonly LoadedWizard[]): Promise<readonly string[]> {
  const files: string[] = [];
  for (const { file, definition, faults } of loaded) {
    if (definition === undefined || faults.some(({ severity }) => severity === 'error')) continue;
    const folder = folderBeside(file);
    await mkdir(folder, { recursive: true });
    const kept = join(folder, `${definition.id}.${definition.version}.json`);
    await writeFile(kept, `${JSON.stringify(await shapeOf(definition), null, 2)}\n`);
    files.push(kept);
  }
  return files;
}

/** The kept versions beside these wizards, each file read once. */
export async function readVersions(loaded: readonly LoadedWizard[]): Promise<readonly KeptFile[]> {
  const folders = [...new Set(loaded.map(({ file }) => folderBeside(file)))];
  const files = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(folder).catch(() => []);
      return names
        .filter((name) => name.endsWith('.json'))
        .toSorted()
        .map((name) => join(folder, name));
    }),
  );
  return Promise.all(files.flat().map(async (file) => ({ file, kept: await readKept(file) })));
}

/** What the kept versions of a wizard say of it as it is now. */
export async function versionFaults(
  { file, definition }: LoadedWizard,
  versions: readonly KeptFile[],
): Promise<readonly Fault[]> {
  if (definition === undefined) return [];
  const found: Fault[] = [];
  for (const { file: keptFile, kept } of versions) {
    const isIts = kept?.wizard === definition.id && dirname(keptFile) === folderBeside(file);
    if (isIts) found.push(...(await gapsOf(definition, kept)));
  }
  return found;
}

/** The files among the kept versions that are none of ours. */
export function unreadableVersions(versions: readonly KeptFile[]): readonly PlacedFault[] {
  return versions.flatMap(({ file, kept }): PlacedFault[] => {
    if (kept !== undefined) return [];
    const message = 'is no kept version of a wizard; take it out, or make it anew with stepway check --keep';
    return [{ file, ...newFault('version-unreadable', message) }];
  });
}

function folderBeside(wizardFile: string): string {
  return join(dirname(wizardFile), '.versions');
}

async function readKept(file: string): Promise<KeptVersion | undefined> {
  try {
    return keptVersion.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}
