import { comparisonsOf, type Comparison } from '../condition/conditions.ts';
import { comparisonProblem } from './comparison.ts';
import { didYouMean } from '../../did-you-mean.ts';
import type { AnswerPath, Condition, Fault, Node, Step, WizardDefinition } from '../model.ts';

/** One place where a condition stands, and the steps that it may read. */
interface Reader {
  /** `when` or `show`, as messages call it. */
  readonly name: string;
  readonly place: Pick<Fault, 'step' | 'field'>;
  /** The ids of the parts around it. */
  readonly within: AnswerPath;
  /** Steps before this index may be read. */
  readonly index: number;
  /** The step whose own fields it may read, in a `show`. */
  readonly own?: Step;
}

/** Faults of the conditions: answers that are unknown, come later or are the step's own; operators and values that do not fit. */
export function referenceFaults(definition: WizardDefinition): readonly Fault[] {
  return nodeFaults(definition.nodes, [], [], definition.steps);
}

function nodeFaults(
  nodes: readonly Node[],
  within: AnswerPath,
  above: readonly Condition[],
  steps: readonly Step[],
): readonly Fault[] {
  // A part's condition stands in each of its steps too, and is reported once, for the part.
  const known = new Set(above.flatMap(comparisonsOf).map((each) => JSON.stringify(each)));
  return nodes.flatMap((node) => {
    const path = [...within, node.id];
    const step = path.join('/');
    const first = firstStepOf(node);
    const index = first === undefined ? steps.length : steps.indexOf(first);
    const comparisons = (node.when === undefined ? [] : comparisonsOf(node.when)).filter(
      (each) => !known.has(JSON.stringify(each)),
    );
    const reader: Reader = { name: 'when', place: { step }, within, index };
    const ofWhen = comparisons.flatMap((each) => faultOf(each, reader, steps));
    if (node.kind === 'part') {
      const conditions = node.when === undefined ? above : [...above, node.when];
      return [...ofWhen, ...nodeFaults(node.nodes, path, conditions, steps)];
    }
    const ofShows = node.fields.flatMap((field) => {
      const showing: Reader = { ...reader, name: 'show', place: { step, field: field.name }, own: node };
      return (field.show === undefined ? [] : comparisonsOf(field.show)).flatMap((each) =>
        faultOf(each, showing, steps),
      );
    });
    return [...ofWhen, ...ofShows];
  });
}

function firstStepOf(node: Node): Step | undefined {
  if (node.kind === 'step') return node;
  for (const inner of node.nodes) {
    const first = firstStepOf(inner);
    if (first !== undefined) return first;
  }
  return undefined;
}

function faultOf(comparison: Comparison, reader: Reader, steps: readonly Step[]): readonly Fault[] {
  const problem = problemOf(comparison, reader, steps);
  return problem === undefined ? [] : [{ ...problem, ...reader.place, severity: 'error' }];
}

type Problem = Pick<Fault, 'code' | 'message'>;

function problemOf(comparison: Comparison, reader: Reader, steps: readonly Step[]): Problem | undefined {
  const { ref } = comparison;
  const { name, within, index, own } = reader;
  const key = ref.slice(0, -1).join('/');
  const fieldName = ref[ref.length - 1] ?? '';
  const step = steps.find((each) => each.key === key);
  if (step === undefined) return unknownStep(ref, reader, steps);

  const label = key.split('/').slice(within.length).join('.');
  const at = steps.indexOf(step);
  if (step !== own && at === index) {
    return {
      code: 'same-step',
      message: `its ${name} reads its own answers; it can read earlier steps only`,
    };
  }
  if (step !== own && at > index) {
    const fix = 'move that step before this one, or the condition to a later step';
    return {
      code: 'later-step',
      message: `its ${name} reads the step "${label}", which comes later; ${fix}`,
    };
  }
  const field = step.fields.find((each) => each.name === fieldName);
  if (field === undefined) {
    const names = step.fields.map((each) => each.name);
    const where = step === own ? 'of its own step' : `of step "${label}"`;
    return {
      code: 'unknown-field',
      message: `unknown field "${fieldName}" ${where} in its ${name}${didYouMean(fieldName, names)}`,
    };
  }
  if (step === own && field.name === reader.place.field) {
    return { code: 'same-field', message: 'its show reads its own answer; it can read other fields only' };
  }
  return comparisonProblem(comparison, field, `${name} compares "${label}.${fieldName}"`);
}

function unknownStep(ref: AnswerPath, { name, within, index }: Reader, steps: readonly Step[]): Problem {
  const asStep = steps.find((each) => each.key === ref.join('/'));
  if (asStep !== undefined) {
    const fields = asStep.fields.map((field) => `"${field.name}"`).join(', ');
    const fix = fields === '' ? 'it has no fields' : `name one of its fields: ${fields}`;
    return { code: 'unknown-field', message: `"${ref.join('.')}" in its ${name} is a step; ${fix}` };
  }
  const local = ref.slice(within.length, -1).join('/');
  if (within.length > 0 && steps.some((each) => each.key === local)) {
    const message = `its ${name} reads "${local}", outside its fragment, which sees its own steps only; put the condition on include()`;
    return { code: 'unknown-step', message };
  }
  const prefix = within.map((id) => `${id}/`).join('');
  const known = steps
    .slice(0, index)
    .filter((each) => each.key.startsWith(prefix) && !each.exit)
    .map((each) => each.key.slice(prefix.length));
  return { code: 'unknown-step', message: `unknown step "${local}"${didYouMean(local, known)}` };
}
