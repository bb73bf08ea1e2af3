/** How much is asked of the system at a time, in bytes: some ten pages. */
const slabBytes = 128 * 1024;

let slab = Buffer.allocUnsafeSlow(slabBytes);
let used = 0;

/**
 * The bytes of a text in UTF-8, beside those of others in one piece of memory: Node's own pool takes nothing as long as a
 * page, and a piece of its own for each costs more than writing it. What was given once is never given again; the memory
 * is free when none of its texts is on its way any more.
 */
export function utf8Of(text: string): Buffer {
  // No character takes more than three bytes for each of its units in UTF-16.
  const most = 3 * text.length;
  if (most > slabBytes / 4) return Buffer.from(text);
  if (used + most > slabBytes) {
    slab = Buffer.allocUnsafeSlow(slabBytes);
    used = 0;
  }
  const from = used;
  used += slab.write(text, from);
  return slab.subarray(from, used);
}
