import type { AnswerPath, ItemsByGroup } from './answers.ts';

/** Stands in an address for the item of a group that is asked about, whichever it is. */
export const anyItem = '*';

/** A path as one text: the URL below the wizard's, and the key under which answers are stored. */
export function keyOf(path: AnswerPath): string {
  return path.join('/');
}

/** The path that a key was made of. */
export function pathOf(key: string): AnswerPath {
  return key.split('/');
}

/**
 * The key of an item's page, which authors name by the item's place in the list that they were given
 * (`children/0/about`).
 *
 * @param above the key from which it is written
 */
export function keyByPositions(given: string, items: ItemsByGroup, above = ''): string {
  const path: string[] = above === '' ? [] : [...pathOf(above)];
  for (const id of pathOf(given)) {
    const key = keyOf(path);
    const ids = Object.hasOwn(items, key) ? items[key]! : [];
    path.push(/^\d{1,4}$/.test(id) ? (ids[Number(id)] ?? id) : id);
  }
  return keyOf(path);
}

/** Whether a key is that of a page, which may stand in any item. */
export function isKeyOf(key: string, page: string): boolean {
  if (!page.includes(anyItem)) return key === page;
  const [ids, asked] = [pathOf(key), pathOf(page)];
  return ids.length === asked.length && asked.every((id, depth) => id === anyItem || id === ids[depth]);
}

/** Whether a path leads to `above`, or further down from there. */
export function isBelow(path: AnswerPath, above: AnswerPath): boolean {
  return path.length >= above.length && above.every((id, depth) => path[depth] === id);
}

/** Ids that no first-level step or part may have: the wizard's own pages stand at these URLs. */
export const reservedIds: readonly string[] = ['check', 'done', 'start', 'end', 'saved', 'keep'];

/** The id that is taken besides where the wizard has a list of tasks, which stands there. */
export const tasksId = 'tasks';

/** Ids that no wizard may have: the ready-made server answers there itself. */
export const reservedWizardIds: readonly string[] = ['healthz', 'readyz'];
