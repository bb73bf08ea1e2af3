import type { AnswerPath, NestedAnswers, StepCheck, StepHelpers } from '../model.ts';

type Written = (...given: never[]) => unknown;

/** The author's own functions behind those that stand in an included part, and where that part is. */
const behind = new WeakMap<Written, { readonly written: Written; readonly within: AnswerPath }>();

/** A fragment's check sees the fragment's earlier answers, wherever it is included. */
export function checkInside(id: string, check: StepCheck): StepCheck {
  return noted(id, check, (values, context) =>
    check(values, { ...context, earlier: insideOf(id, context.earlier) }),
  );
}

/** So do the helpers of a fragment's view. */
export function helpersInside(id: string, helpers: StepHelpers): StepHelpers {
  return noted(id, helpers, (earlier) => helpers(insideOf(id, earlier)));
}

/** A function as its author wrote it, and the part whose answers it is given. */
export function asWritten(given: Written): { readonly written: Written; readonly within: AnswerPath } {
  return behind.get(given) ?? { written: given, within: [] };
}

function noted<Made extends Written>(id: string, inner: Made, made: Made): Made {
  const { written, within } = asWritten(inner);
  behind.set(made, { written, within: [id, ...within] });
  return made;
}

function insideOf(id: string, earlier: NestedAnswers): NestedAnswers {
  return Object.hasOwn(earlier, id) ? (earlier[id] as NestedAnswers) : {};
}
