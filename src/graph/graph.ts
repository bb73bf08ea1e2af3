import { assuming } from '../definition/condition/assume.ts';
import { conditionWords } from '../definition/condition/condition-words.ts';
import { not } from '../definition/condition/conditions.ts';
import type { Condition, Step, WizardDefinition } from '../definition/model.ts';
import { canReach } from '../definition/condition/reach.ts';

/** A page of a wizard as a node of its graph. */
export interface GraphNode {
  /** The step's key, or `check`. */
  readonly id: string;
  readonly kind: 'step' | 'exit' | 'check';
  readonly title: string;
  readonly section?: string;
  /** Its condition in words; absent when it is always asked. */
  readonly when?: string;
  /** The labels of its fields. */
  readonly fields: readonly string[];
}

/** A way that some answers lead, from one page straight to another. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** For which answers, in words; absent where there is no other way, or where all the others do not apply. */
  readonly label?: string;
}

/** A wizard as a graph: its steps in order, then check-your-answers. */
export interface WizardGraph {
  readonly wizard: string;
  readonly title: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** The id of the node for check-your-answers; no step can have it. */
export const checkNode = 'check';

/** Answers that are tried for one way before it is drawn on suspicion: a wizard may have a thousand ways to look at. */
const mostTries = 300;

/** Every page of a wizard and every way between them that some answers lead. */
export function graphOf(definition: WizardDefinition): WizardGraph {
  const { steps } = definition;
  const nodes = steps.map((step) => nodeOf(step, steps));
  const check: GraphNode = {
    id: checkNode,
    kind: 'check',
    title: 'Check your answers',
    fields: [],
  };
  return {
    wizard: definition.id,
    title: definition.title,
    nodes: [...nodes, check],
    edges: steps.flatMap((step, index) => (step.exit ? [] : edgesFrom(steps, index))),
  };
}

function nodeOf(step: Step, steps: readonly Step[]): GraphNode {
  return {
    id: step.key,
    kind: step.exit ? 'exit' : 'step',
    title: step.title,
    ...(step.section === undefined ? {} : { section: step.section }),
    ...(step.when === undefined ? {} : { when: conditionWords(step.when, steps) }),
    fields: step.fields.map(({ meta }) => meta.label),
  };
}

/** The ways from one step: to each later one that can come next, up to the first that always does. */
function edgesFrom(steps: readonly Step[], from: number): readonly GraphEdge[] {
  const origin = steps[from]!;
  const targets: (Step | undefined)[] = [];
  const passed: Condition[] = [];
  for (let to = from + 1; to <= steps.length; to += 1) {
    const target = steps[to];
    const rest = target?.when === undefined ? true : assuming(target.when, origin.when);
    if (rest === false) continue;
    const holds = [origin.when, ...passed.map(not), target?.when].filter((each) => each !== undefined);
    if (isPossible(steps.slice(0, to), holds)) targets.push(target);
    if (rest === true) break;
    passed.push(target!.when!);
  }
  return targets.map((target) => {
    const rest = target?.when === undefined ? true : assuming(target.when, origin.when);
    const label = targets.length === 1 || typeof rest === 'boolean' ? undefined : conditionWords(rest, steps);
    return {
      from: origin.key,
      to: target?.key ?? checkNode,
      ...(label === undefined ? {} : { label }),
    };
  });
}

/** Whether some answers make all the conditions hold without ending at an exit page. */
function isPossible(before: readonly Step[], holds: readonly Condition[]): boolean {
  const [first, second, ...others] = holds;
  const when: Condition | undefined =
    first === undefined || second === undefined ? first : { op: 'and', of: [first, second, ...others] };
  const probe = { kind: 'step', key: '', exit: false, fields: [], ...(when === undefined ? {} : { when }) };
  // Of the step to be reached, `canReach` reads its key and its condition.
  const reached = canReach([...before, probe as unknown as Step], before.length, new Set(), mostTries);
  return reached === 'yes' || reached === 'unknown';
}
