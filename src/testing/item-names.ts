import { keyOf, pathOf } from '../definition/path.ts';
import { isRandomItem } from '../engine/ids.ts';
import type { SeenPage } from './read-page.ts';
import type { Visitor } from './visitor.ts';

/**
 * A visitor whose items are called `item1`, `item2`, … in the order in which they come up, as `walk` and
 * `generateAnswers` call them: their own ids are other ones each time. The address of a page stays what it is.
 */
export function withItemNames(someone: Visitor): Visitor {
  const seen = new Map<string, string[]>();

  function named(key: string): string {
    const path = pathOf(key);
    return keyOf(
      path.map((id, depth) => {
        if (!isRandomItem(id)) return id;
        const group = keyOf(path.slice(0, depth));
        const items = seen.get(group) ?? [];
        seen.set(group, items);
        if (!items.includes(id)) items.push(id);
        return `item${items.indexOf(id) + 1}`;
      }),
    );
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
