import type { AnswerPath, StepCheck } from './model.ts';

/** The author's own checks behind those that `checkBelow` made, and where their fragment stands. */
const written = new WeakMap<StepCheck, { readonly check: StepCheck; readonly within: AnswerPath }>();

/** A fragment's check sees the fragment's earlier answers, wherever it is included. */
export function checkBelow(id: string, check: StepCheck): StepCheck {
  const below: StepCheck = (values, context) => {
    const inner = Object.hasOwn(context.earlier, id) ? context.earlier[id] : {};
    return check(values, { ...context, earlier: inner as typeof context.earlier });
  };
  const own = writtenCheck(check);
  written.set(below, { check: own.check, within: [id, ...own.within] });
  return below;
}

/** A step's check as its author wrote it, and the part whose answers it is given. */
export function writtenCheck(check: StepCheck): { readonly check: StepCheck; readonly within: AnswerPath } {
  return written.get(check) ?? { check, within: [] };
}
