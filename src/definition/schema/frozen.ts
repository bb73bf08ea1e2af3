/** Freezes plain objects and arrays all the way down; schemas and functions inside are left alone. */
export function deepFrozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  // A Zod schema fills itself in lazily, so it cannot be frozen.
  if (!Array.isArray(value) && prototype !== Object.prototype && prototype !== null) return value;
  Object.values(value).forEach(deepFrozen);
  return Object.freeze(value);
}
