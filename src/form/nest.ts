/** Values nested by node id, then field. */
export type Nested<Value> = { readonly [id: string]: Value | Nested<Value> };

/**
 * Turns answers by step key into the objects that authors see: `applicant/name` stands at `applicant.name`.
 *
 * @param byStep the fields' values by step key
 */
export function nest<Value>(byStep: {
  readonly [stepKey: string]: { readonly [field: string]: Value };
}): Nested<Value> {
  const root: { [id: string]: Value | Nested<Value> } = {};
  for (const [key, fields] of Object.entries(byStep)) {
    const ids = key.split('/');
    let place: { [id: string]: unknown } = root;
    for (const id of ids.slice(0, -1)) place = childOf(place, id);
    define(place, ids.at(-1)!, { ...fields });
  }
  return root;
}

function childOf(place: { [id: string]: unknown }, id: string): { [id: string]: unknown } {
  if (!Object.hasOwn(place, id)) define(place, id, {});
  return place[id] as { [id: string]: unknown };
}

/** A plain assignment to `__proto__` would change a prototype. */
function define(place: object, id: string, value: unknown): void {
  Object.defineProperty(place, id, { value, enumerable: true, configurable: true, writable: true });
}
