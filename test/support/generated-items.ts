import type { ItemsByGroup } from '../../src/definition/answers.ts';

/** The items that generated answers tell of by their keys: `children/item1/about`, of lists that stand in no other. */
export function itemsOf(answers: object): ItemsByGroup {
  const items: { [group: string]: readonly string[] } = {};
  for (const key of Object.keys(answers)) {
    const [, group, item] = /^([^/]+)\/(item\d+)\//.exec(key) ?? [];
    if (group !== undefined && item !== undefined)
      items[group] = [...new Set([...(items[group] ?? []), item])];
  }
  return items;
}
