/**
 * The known name that a mistyped one most probably stands for.
 *
 * @returns the nearest by edit distance, when at most a third of its letters have to change; the only one that begins
 *   or ends so, or with which it begins
 */
export function nearest(typed: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const name of known) {
    const distance = editDistance(typed.toLowerCase(), name.toLowerCase());
    if (distance < bestDistance) {
      best = name;
      bestDistance = distance;
    }
  }
  const completed = [...known].filter((name) => isPartOf(typed, name));
  if (completed.length === 1) return completed[0];
  const begun = [...known].filter((name) => name.length >= 3 && typed.startsWith(name));
  if (begun.length === 1) return begun[0];
  const allowed = Math.floor(Math.max(typed.length, best?.length ?? 0) / 3);
  return bestDistance <= allowed ? best : undefined;
}

/** Whether it is how a name begins, or its last words: `origins` of `trustedOrigins`. */
function isPartOf(typed: string, name: string): boolean {
  const last = typed.charAt(0).toUpperCase() + typed.slice(1);
  return typed.length >= 4 && (name.startsWith(typed) || name.endsWith(last));
}

/** `; did you mean "hotel"?`, or, with nothing near, the known names when they are few, or nothing. */
export function didYouMean(typed: string, known: Iterable<string>): string {
  const names = [...new Set(known)].filter((name) => name !== typed);
  const near = nearest(typed, names);
  if (near !== undefined) return `; did you mean "${near}"?`;
  if (names.length === 0 || names.length > 12) return '';
  return `; known: ${names.map((name) => `"${name}"`).join(', ')}`;
}

/** Edits (insert, delete, replace, swap of neighbours) from one word to another: optimal string alignment. */
export function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1];
      let cost = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (isSame ? 0 : 1));
      if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) {
        cost = Math.min(cost, beforeLast[column - 2]! + 1);
      }
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length]!;
}
