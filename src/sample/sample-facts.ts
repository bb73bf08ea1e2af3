import { core } from 'zod';
import type { Json, StepAnswers } from '../definition/answers.ts';
import { asksForFacts, withFacts } from '../definition/facts.ts';
import type { Field } from '../definition/field.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { generateValue, seeded } from './generate-value.ts';

/** How often a fact is made up before it is left out. */
const mostTries = 20;

/** Made-up facts, always the same, for where there is no host. */
export function sampleFacts({ facts = [] }: WizardDefinition): StepAnswers {
  const random = seeded(1);
  const today = new Date(0).toISOString().slice(0, 10);
  const made = (field: Field): Json | undefined => {
    for (let tried = 0; tried < mostTries; tried += 1) {
      const value = generateValue(field, random, { today, tried });
      if (core.safeParse(field.schema, value).success) return value;
    }
    return undefined;
  };
  const found = facts.map((field) => [field.name, made(field)] as const);
  // What could not be made was taken out.
  return Object.fromEntries(found.filter(([, value]) => value !== undefined)) as StepAnswers;
}

/**
 * The definition with these facts, and made-up ones for those that it asks for besides; as it is where it has facts
 * already, or asks for none.
 */
export function withSampleFacts(definition: WizardDefinition, facts?: object): WizardDefinition {
  if (!asksForFacts(definition)) return definition;
  if (facts === undefined && definition.factsNow !== undefined) return definition;
  return withFacts(definition, { ...sampleFacts(definition), ...facts });
}
