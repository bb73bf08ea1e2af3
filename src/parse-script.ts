import { createRequire } from 'node:module';
import type * as Acorn from 'acorn';

/** acorn's `parse`. It is loaded when something is first parsed: what is served or wrong needs it, and no start does. */
export const parseScript: typeof Acorn.parse = (source, options) => {
  const { parse } = createRequire(import.meta.url)('acorn') as typeof Acorn;
  return parse(source, options);
};
