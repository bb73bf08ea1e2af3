import type { StepAnswers } from './answers.ts';
import type { WizardDefinition } from './model.ts';

/** The name under which facts are read, as if it were that of a step: `earlier.facts.role`, `{facts.role}`. */
export const factsKey = 'facts';

const derived = new WeakMap<WizardDefinition, Map<string, WizardDefinition>>();

/** Facts that many visitors share make few definitions; what is made for each of them is not kept for long. */
const mostKept = 100;

/** The definition with what the host says of a visitor: the same object for the same facts, as long as it is kept. */
export function withFacts(definition: WizardDefinition, facts: StepAnswers): WizardDefinition {
  const known = derived.get(definition) ?? new Map<string, WizardDefinition>();
  derived.set(definition, known);
  const key = JSON.stringify(facts);
  const made = known.get(key) ?? { ...definition, factsNow: facts };
  if (known.size >= mostKept) known.clear();
  known.set(key, made);
  return made;
}

/** Whether a wizard wants to know something of its visitors from the host. */
export function asksForFacts({ facts = [] }: WizardDefinition): boolean {
  return facts.length > 0;
}
