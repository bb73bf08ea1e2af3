import { newFault } from '../../fault.ts';
import type { Value } from '../model.ts';
import { introspect } from '../schema/introspect.ts';
import { conditionOf, usable, withNode, type Draft, type NodeCall } from './draft.ts';
import { isSchema } from './draft-fields.ts';

/** Adds a value that is worked out from earlier answers. */
export function withValue(
  draft: Draft,
  { id: given, schema, compute, options }: NodeCall & { readonly schema: unknown; readonly compute: unknown },
): Draft {
  const id = String(given);
  const { options: kept, faults } = usable('value', options, { step: id });
  if (!isSchema(schema) || typeof compute !== 'function') {
    const message = 'value() needs a schema such as money("…"), then a function that works it out';
    const fault = newFault('wrong-option', message, { step: id, call: 'value' });
    return { ...draft, faults: [...draft.faults, ...faults, fault] };
  }
  const isAsync = Object.prototype.toString.call(compute) === '[object AsyncFunction]';
  const late = newFault(
    'wrong-option',
    'its function is async; a value is worked out at once, from earlier answers alone. What has to be asked for elsewhere is a loaded choice, a check or a fact',
    { step: id, call: 'value' },
  );
  const when = conditionOf(id, kept['when']);
  const read = introspect(id, schema);
  const value: Value = Object.freeze({
    kind: 'value',
    id,
    shown: (kept['shown'] as boolean | undefined) ?? false,
    when: when.condition,
    field: read.field,
    compute: compute as Value['compute'],
  });
  const ofSchema = read.faults.map((fault) => ({ ...fault, step: id, field: undefined }));
  return withNode(draft, value, [...faults, ...(isAsync ? [late] : []), ...when.faults, ...ofSchema]);
}
