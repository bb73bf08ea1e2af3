import { loadWizards } from '../app/load-wizards.ts';
import { formatFaults } from '../definition/check.ts';
import { viewFinder } from '../render/engine.ts';

/** Checks every wizard of a folder; true when none has an error. */
export async function check(
  folder: string,
  viewsFolder: string,
  out: NodeJS.WritableStream,
): Promise<boolean> {
  const loaded = await loadWizards(folder, viewFinder([viewsFolder]));
  for (const { file, faults } of loaded) {
    if (faults.length > 0) out.write(`${formatFaults(file, faults)}\n`);
  }
  const errors = loaded.flatMap(({ faults }) => faults).filter(({ severity }) => severity === 'error').length;
  out.write(`${loaded.length} wizards, ${errors} faults\n`);
  return errors === 0;
}
