import { z } from 'zod';
import type { Condition } from '../../src/definition/answers.ts';
import type { Field } from '../../src/definition/field.ts';
import type {
  Exit,
  Group,
  Node,
  Part,
  Section,
  Step,
  Value,
  WizardDefinition,
} from '../../src/definition/model.ts';
import { findStep, type StepPlace } from '../../src/definition/place.ts';

/** A field that is yes or no, and may be left out. */
export function aField(name = 'a', more: Partial<Field> = {}): Field {
  return {
    name,
    schema: z.boolean().optional(),
    meta: { label: name.toUpperCase() },
    control: 'yesno',
    required: false,
    shape: 'boolean',
    options: [],
    comparable: true,
    ...more,
  };
}

/** A step with the field `a`. */
export function aStep(id: string, when?: Condition, more: Partial<Step> = {}): Step {
  return {
    kind: 'step',
    id,
    title: id,
    intro: [],
    fields: [aField()],
    when,
    checkTimeoutMs: 2000,
    words: {},
    ...more,
  };
}

/** An exit page. */
export function anExit(id: string, when?: Condition, more: Partial<Exit> = {}): Exit {
  return { kind: 'exit', handOvers: [], id, title: id, intro: [], when, words: {}, ...more };
}

/** A part with nodes in it. */
export function aPart(id: string, nodes: readonly Node[], when?: Condition): Part {
  return { kind: 'part', id, nodes, when };
}

/** A section with nodes in it. */
export function aSection(id: string, nodes: readonly Node[], when?: Condition): Section {
  return { kind: 'section', id, title: id, nodes, when };
}

/** A group whose items are asked these nodes. */
export function aGroup(
  id: string,
  nodes: readonly Node[],
  when?: Condition,
  more: Partial<Group> = {},
): Group {
  const count = aField('count', { schema: z.int().min(0), control: 'integer', shape: 'number' });
  return {
    kind: 'group',
    id,
    title: id,
    intro: [],
    words: {},
    nodes,
    when,
    min: 0,
    max: 100,
    checkTimeoutMs: 2000,
    count,
    ...more,
  };
}

/** A value that is worked out as said. */
export function aValue(id: string, compute: Value['compute'], when?: Condition): Value {
  const field = aField(id, { schema: z.number(), control: 'integer', shape: 'number' });
  return { kind: 'value', id, shown: false, field, compute, when };
}

/** A wizard of these nodes. */
export function definitionOf(nodes: readonly Node[], more: Partial<WizardDefinition> = {}): WizardDefinition {
  return {
    kind: 'wizard',
    id: 'sample',
    title: 'Sample',
    version: 1,
    nodes,
    order: 'line',
    completion: {
      action: 'Send',
      timeoutMs: 1000,
      maxAttempts: 1,
      confirmation: 'Sent',
      next: [],
      declaration: [],
      receipt: { handOvers: [] },
    },
    start: false,
    progress: true,
    stepList: false,
    drafts: true,
    words: {},
    usesServices: false,
    faults: [],
    ...more,
  };
}

/** The place of a step that is the only one of its wizard, inside the parts that are named. */
export function placeOf(step: Step, parts: readonly string[] = []): StepPlace {
  const nodes = parts.reduceRight<Node>((inner, id) => aPart(id, [inner]), step);
  return stepAt(definitionOf([nodes]), [...parts, step.id].join('/'));
}

/** The place of the step at a key. */
export function stepAt(definition: WizardDefinition, key: string): StepPlace {
  const place = findStep(definition, key);
  if (place === undefined) throw new Error(`there is no step ${key}`);
  return place;
}

/** That field `a` of a step is true. */
export function yes(key: string): Condition {
  return { op: 'eq', ref: [...key.split('/'), 'a'], value: true };
}

/** That field `a` of a step is false. */
export function no(key: string): Condition {
  return { op: 'eq', ref: [...key.split('/'), 'a'], value: false };
}
