import { existsSync, readdirSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { definitionOf, placeOf } from '../pages/common-view.ts';
import type { Page } from '../pages/page.ts';

/** The folder of the package's own views; the same from src/render and from dist/render. */
export const defaultViews = fileURLToPath(new URL('../../../views', import.meta.url));

/** The folders to look in, the author's first and the package's last, each once. */
export function searchFolders(folders: readonly string[]): readonly string[] {
  return [...new Set([...folders, defaultViews].map((folder) => resolve(folder)))];
}

/** The names under which a page's view is looked for, the most particular first; without `.ejs`. */
export function viewNames(page: Page): readonly string[] {
  const id = definitionOf(page)?.id;
  const place = page.kind === 'step' || page.kind === 'exit' ? placeOf(page) : undefined;
  const names: string[] = [];
  if (id !== undefined && place?.step.view !== undefined) names.push(`${id}/${place.step.view}`);
  if (id !== undefined && place !== undefined) names.push(`${id}/steps/${place.key}`);
  if (id !== undefined) names.push(`${id}/${page.kind}`);
  names.push(page.kind);
  return names;
}

/** The names under which the layout or a partial is looked for: the wizard's own first, when there is a wizard. */
export function partialNames(wizardId: string | undefined, name: string): readonly string[] {
  return wizardId === undefined || wizardId === '' ? [name] : [`${wizardId}/${name}`, name];
}

/** The file of the first name that stands in one of the folders; names that lead out of a folder are not found. */
export function findView(folders: readonly string[], names: readonly string[]): string | undefined {
  for (const name of names) {
    for (const folder of folders) {
      const file = resolve(folder, `${name.replace(/\.ejs$/, '')}.ejs`);
      if (file.startsWith(folder + sep) && existsSync(file)) return file;
    }
  }
  return undefined;
}

/** The names of all views in these folders, for saying which one was meant. */
export function knownViews(folders: readonly string[]): readonly string[] {
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    .filter((name) => name.endsWith('.ejs'))
    .map((name) => name.replaceAll(sep, '/').slice(0, -'.ejs'.length));
}
