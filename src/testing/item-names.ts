import { keyOf, pathOf } from '../definition/path.ts';
import { isRandomItem } from '../engine/item-id.ts';
import type { SeenPage } from './read-page.ts';
import type { Answers } from './form-body.ts';
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

  /** The other way round, as addresses have it. */
  function addressOf(key: string): string {
    const own: string[] = [];
    for (const id of pathOf(key)) {
      const [, number] = /^item(\d+)$/.exec(id) ?? [];
      const items = seen.get(keyOf(own));
      own.push((number === undefined ? undefined : items?.[Number(number) - 1]) ?? id);
    }
    return keyOf(own);
  }

  /** Answers that name items as the page offers them, by their own ids. */
  function asOffered(page: SeenPage, answers: Answers): Answers {
    const entries = Object.entries(answers).map(([field, value]) => {
      const offered = new Map(optionsOf(page, field).map((id) => [nameOf(id), id]));
      const idOf = (name: unknown) => (typeof name === 'string' ? (offered.get(name) ?? name) : name);
      return [field, Array.isArray(value) ? value.map(idOf) : idOf(value)] as const;
    });
    // What was no name of an item stays as it is.
    return Object.fromEntries(entries) as Answers;
  }

  function nameOf(id: string): string {
    const items = [...seen.values()].find((each) => each.includes(id));
    return items === undefined ? id : `item${items.indexOf(id) + 1}`;
  }

  async function read(page: Promise<SeenPage>): Promise<SeenPage> {
    const { step, ...rest } = await page;
    return step === undefined ? rest : { ...rest, step: named(step) };
  }

  return {
    open: (url) => read(someone.open(url)),
    another: () => someone.another(),
    reread: (page) => read(someone.reread(page)),
    addressOf,
    visit: (url, init) => read(someone.visit(url, init)),
    pathAtCheck: async () => (await someone.pathAtCheck())?.map(named),
    send: (page, answers, url) => read(someone.send(page, asOffered(page, answers), url)),
  };
}

/** The values that a page offers for a field. */
function optionsOf({ json, markup }: SeenPage, field: string): readonly string[] {
  if (json === undefined)
    return markup.controls.flatMap(({ name, value }) => (name === field ? [value] : []));
  const { properties } = (json['schema'] ?? {}) as JsonSchema;
  return properties?.[field]?.options?.map(({ value }) => value) ?? [];
}

/** What is read of the schema that a front end gets. */
interface JsonSchema {
  readonly properties?: {
    readonly [field: string]: { readonly options?: readonly { readonly value: string }[] } | undefined;
  };
}
