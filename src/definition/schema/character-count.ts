import type { core } from 'zod';
import { lengthOf } from '../../controls/reading/text.js';

const lengths: ReadonlySet<string> = new Set(['max_length', 'min_length', 'length_equals']);
const counted = new WeakSet<object>();

/**
 * Lets the length limits of a schema of texts count characters as Stepway does: Zod does so since 4.6, and counted an
 * emoji twice before, so that the page would say that a text fits which the server refuses.
 *
 * @param schema without its wrappers; its limits are changed in place, since they alone know their author's message
 */
export function countCharacters(schema: core.$ZodType): void {
  const { type, checks = [] } = schema._zod.def as core.$ZodStringDef;
  if (type !== 'string') return;
  for (const { _zod } of checks) {
    if (!lengths.has(_zod.def.check) || counted.has(_zod)) continue;
    counted.add(_zod);
    const { check } = _zod;
    _zod.check = (payload) => {
      const length = typeof payload.value === 'string' ? lengthOf(payload.value) : undefined;
      // A stand-in of as many characters, each of them one code unit: the issues are added to the same list.
      return length === undefined || length === payload.value.length
        ? check(payload)
        : check({ ...payload, value: 'x'.repeat(length) });
    };
  }
}
