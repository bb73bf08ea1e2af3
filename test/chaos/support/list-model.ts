/** How many items each list of the model may have. */
export const maxItems = 4;

/** What the model knows of a list. */
export interface List {
  items: readonly string[];
  removed: readonly { readonly item: string; readonly at: number }[];
  isSaid: boolean;
}

/** Lists by key, and the note of each step: all that a naive model knows of a visitor. */
export interface Model {
  readonly lists: Map<string, List>;
  readonly answers: Map<string, string>;
}

/** Which of the parts a definition has. */
export interface Shape {
  readonly isNested: boolean;
  readonly isInSection: boolean;
  readonly hasRows: boolean;
}

/** Adds the items around a page, as its answer does. @returns false where there is no room */
export function addAround({ lists }: Model, key: string): boolean {
  const path = key.split('/');
  const around = path.flatMap((id, depth) =>
    depth % 2 === 1 ? [{ list: path.slice(0, depth).join('/'), item: id }] : [],
  );
  const missing: { readonly list: string; readonly item: string }[] = [];
  for (const { list, item } of around) {
    const { items, removed } = known(lists, list);
    if (items.includes(item)) continue;
    // What another tab took out stays out.
    if (removed.some((each) => each.item === item)) return true;
    if (items.length >= maxItems) return false;
    missing.push({ list, item });
  }
  for (const { list, item } of missing) {
    const found = known(lists, list);
    lists.set(list, { ...found, items: [...found.items, item], isSaid: true });
  }
  return true;
}

/** A list as the model knows it; empty when nothing was said of it. */
export function known(lists: Model['lists'], key: string): List {
  return lists.get(key) ?? { items: [], removed: [], isSaid: false };
}

/** The path, worked out from the map alone. */
export function modelPath({ isNested, hasRows }: Shape, { lists, answers }: Model): readonly string[] {
  const things = known(lists, 'things');
  const ofThings = things.items.flatMap((item) => {
    const key = `things/${item}`;
    const parts = known(lists, `${key}/parts`);
    return [
      `${key}/one`,
      ...(answers.get(`${key}/one`) === 'x' ? [`${key}/two`] : []),
      ...(isNested ? [...parts.items.map((part) => `${key}/parts/${part}/deep`), `${key}/parts`] : []),
    ];
  });
  const rows = known(lists, 'rows');
  return [
    'first',
    ...ofThings,
    'things',
    ...(hasRows ? [...rows.items.map((item) => `rows/${item}/cell`), 'rows'] : []),
    ...(things.isSaid && things.items.length >= 2 ? ['many'] : []),
    'last',
  ];
}

/** The lists that were looked at, to be compared with those of a state. */
export function listsIn({ lists }: Model): unknown {
  return listsOf(
    Object.fromEntries([...lists].flatMap(([key, { items, isSaid }]) => (isSaid ? [[key, items]] : []))),
  );
}

/** Lists by key, in one order. */
export function listsOf(items: { readonly [key: string]: readonly string[] } = {}): unknown {
  return Object.entries(items).toSorted(([one], [other]) => one.localeCompare(other));
}

/** Answers in one order. */
export function sorted(answers: ReadonlyMap<string, string>): unknown {
  return [...answers].toSorted(([one], [other]) => one.localeCompare(other));
}
