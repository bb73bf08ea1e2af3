import type { Storage } from '../../completion/storage.ts';
import { refuseWrongOptions } from '../../options.ts';
import { embeddedShape, type EmbeddedOptions } from './options.ts';

/**
 * A backend for one machine: LMDB in a folder, with nothing else to install or run. Every acknowledged write is on the
 * disk.
 *
 * @throws WizardError CONFIG_INVALID when an option is wrong, STORE_UNREACHABLE when lmdb is not installed or the folder cannot be used
 */
export async function embeddedStorage(options: EmbeddedOptions): Promise<Storage> {
  refuseWrongOptions('embeddedStorage()', embeddedShape, options);
  const { openFolder } = await import('./open.ts');
  return openFolder(options);
}
