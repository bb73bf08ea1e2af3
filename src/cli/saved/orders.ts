import type { StoreConfig } from '../../app/config.ts';
import { randomIds } from '../../engine/ids.ts';
import { WizardError } from '../../errors.ts';
import { printable } from '../run.ts';
import { say, withStorage } from '../store.ts';
import { eraseSavedOne, findSaved, linkSaved, type SavedStorage } from './changes.ts';

/** `saved find`: a JSON line for each. */
export async function find(reference: string): Promise<boolean> {
  const lines = await withSaved((storage) => findSaved(storage, reference, Date.now()));
  for (const line of lines) process.stdout.write(`${printable(JSON.stringify(line))}\n`);
  return lines.length > 0 || say({ ok: false, message: `nothing is saved under the reference ${reference}` });
}

/** `saved link`. */
export async function link(reference: string, { json }: { readonly json?: boolean }): Promise<boolean> {
  const report = await withSaved((storage, { origin }) =>
    linkSaved(storage, reference, { now: Date.now(), ids: randomIds, origin }),
  );
  return say(report, json);
}

/** `saved erase`. */
export async function erase(reference: string, { json }: { readonly json?: boolean }): Promise<boolean> {
  return say(await withSaved((storage) => eraseSavedOne(storage, reference, Date.now())), json);
}

function withSaved<T>(work: (storage: SavedStorage, config: StoreConfig) => Promise<T>): Promise<T> {
  return withStorage(process.env, ({ saved, files }, config) => {
    if (saved === undefined) throw new WizardError('CONFIG_INVALID', 'this storage has no "saved"');
    return work({ saved, ...(files === undefined ? {} : { files }) }, config);
  });
}
