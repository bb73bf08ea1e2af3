import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { didYouMean } from '../did-you-mean.ts';
import type { Fault, WizardDefinition } from '../definition/model.ts';
import { everyPlace } from '../definition/place.ts';

/** Views under `views/<wizard>/steps/` whose step is not there: nothing will ever show them. */
export async function unusedViews(
  viewsFolder: string,
  definitions: readonly WizardDefinition[],
): Promise<readonly (Fault & { readonly file: string })[]> {
  const found = await Promise.all(
    definitions.map(async (definition) => {
      const folder = join(viewsFolder, definition.id, 'steps');
      const names = await readdir(folder, { recursive: true }).catch(() => []);
      const keys = everyPlace(definition).map(({ key }) => key);
      return names
        .filter((name) => name.endsWith('.ejs'))
        .map((name) => ({ file: join(folder, name), key: name.replaceAll('\\', '/').slice(0, -4) }))
        .filter(({ key }) => !keys.includes(key))
        .map(({ file, key }) => ({
          file,
          code: 'unused-view',
          message: `is never shown: the wizard "${definition.id}" has no step "${key}"${didYouMean(key, keys)}`,
          severity: 'warning' as const,
        }));
    }),
  );
  return found.flat();
}
