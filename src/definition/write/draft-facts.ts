import { newFault } from '../../fault.ts';
import { introspect } from '../schema/introspect.ts';
import type { Draft } from './draft.ts';
import { isSchema } from './draft-fields.ts';

/** Says what the host tells of a visitor at each request. */
export function withFactsSaid(draft: Draft, given: unknown): Draft {
  const call = 'facts';
  if (typeof given !== 'object' || given === null || isSchema(given)) {
    const message = "facts() needs schemas by name, such as { role: choice('Role', { … }) }";
    return { ...draft, faults: [...draft.faults, newFault('wrong-option', message, { call })] };
  }
  const read = Object.entries(given).map(([name, schema]) => {
    if (isSchema(schema)) return introspect(name, schema);
    const message =
      'is no Zod schema; use a maker such as choice("…"), or a schema with .meta({ label: "…" })';
    return { field: undefined, faults: [newFault('not-a-schema', message, { field: name })] };
  });
  const fields = read.flatMap(({ field }) => (field === undefined ? [] : [field]));
  const faults = read.flatMap(({ faults: ofField }) => ofField.map((fault) => ({ ...fault, call })));
  return { ...draft, facts: [...(draft.facts ?? []), ...fields], faults: [...draft.faults, ...faults] };
}
