/**
 * Works out once what follows from an object that never changes, such as a definition, and keeps it as long as the object
 * is there.
 *
 * @returns gives what `make` gave for the same object
 */
export function onceFor<From extends object, Made extends {} | null>(
  make: (from: From) => Made,
): (from: From) => Made {
  const known = new WeakMap<From, Made>();
  return (from) => {
    const there = known.get(from);
    if (there !== undefined) return there;
    const made = make(from);
    known.set(from, made);
    return made;
  };
}
