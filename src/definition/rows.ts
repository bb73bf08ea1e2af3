import { z } from 'zod';
import type { Field } from './field.ts';
import type { Step } from './model.ts';
import { isPlace, itemNodes, type GroupPlace, type StepPlace } from './place.ts';

/** The page of a row: that of an item, of a group whose items are asked as rows of one page. */
export function rowPlace(group: GroupPlace, item: string): StepPlace {
  const [first] = itemNodes(group, item).filter(isPlace);
  // The check at start sees to it that there is one step and nothing else.
  if (first?.kind !== 'step') throw new TypeError(`the items of "${group.key}" are no rows`);
  return first;
}

/** The step that is asked in each row. */
export function rowStep(group: GroupPlace): Step {
  return rowPlace(group, '').step;
}

/** The name of a control in the row of an item: `k3f9.amount`. */
export function cellName(item: string, name: string): string {
  return `${item}.${name}`;
}

/** Beside the answers of a row: which stored answer its page showed, as the stamp of a step's page says it. */
export const rowSeen = '_seen';

/**
 * The page of several rows as one step, whose fields are those of all of them: for what holds, repeats and reads a form
 * as a whole.
 */
export function sheetOf(group: GroupPlace, items: readonly string[]): StepPlace {
  const { fields } = rowStep(group);
  const { id, title, intro, words, checkTimeoutMs } = group.step;
  const cells = items.flatMap((item) => [
    { ...seenField, name: cellName(item, rowSeen) },
    ...fields.map((field) => ({ ...field, name: cellName(item, field.name) })),
  ]);
  return {
    ...group,
    kind: 'step',
    step: { kind: 'step', id, title, intro, words, checkTimeoutMs, fields: cells },
  };
}

const seenField: Omit<Field, 'name'> = {
  schema: z.string(),
  meta: { label: '' },
  control: 'hidden',
  required: false,
  shape: 'string',
  options: [],
  comparable: false,
};
