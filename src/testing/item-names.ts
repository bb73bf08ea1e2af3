import type { WizardDefinition } from '../definition/model.ts';
import { keyOf } from '../definition/path.ts';
import { findPlace, itemsAround } from '../definition/place.ts';
import type { SeenPage } from './read-page.ts';
import type { Visitor } from './visitor.ts';

/**
 * A visitor whose items are called `item1`, `item2`, … in the order in which they come up, as `walk` and
 * `generateAnswers` call them: their own ids are other ones each time. The address of a page stays what it is.
 */
export function withItemNames(someone: Visitor, definition: WizardDefinition): Visitor {
  const seen = new Map<string, string[]>();

  function named(key: string): string {
    const place = findPlace(definition, key);
    if (place === undefined) return key;
    const path = [...place.path];
    for (const { group, item } of itemsAround(place)) {
      const items = seen.get(group.key) ?? [];
      seen.set(group.key, items);
      if (!items.includes(item)) items.push(item);
      path[group.path.length] = `item${items.indexOf(item) + 1}`;
    }
    return keyOf(path);
  }

  async function read(page: Promise<SeenPage>): Promise<SeenPage> {
    const { step, ...rest } = await page;
    return step === undefined ? rest : { ...rest, step: named(step) };
  }

  return {
    open: (url) => read(someone.open(url)),
    pathAtCheck: async () => (await someone.pathAtCheck())?.map(named),
    send: (page, answers, url) => read(someone.send(page, answers, url)),
  };
}
