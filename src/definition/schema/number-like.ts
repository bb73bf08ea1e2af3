/** Whether JavaScript takes a key for an index, which it puts before all others: `2`, and not `02`. */
export function isIndex(key: string): boolean {
  return /^(?:0|[1-9]\d{0,9})$/.test(key) && Number(key) < 2 ** 32 - 1;
}
