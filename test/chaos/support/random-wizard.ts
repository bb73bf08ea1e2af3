import type { z } from 'zod';
import { and, choice, integer, or, text, wizard, yesNo, type WizardDefinition } from '../../../src/index.ts';
import type { Condition, Json } from '../../../src/definition/answers.ts';
import type { Random } from '../../support/random.ts';

/** One field, as plain data: enough to make its schema, its values, and to say by itself what fits it. */
export interface FieldSpec {
  readonly name: string;
  readonly kind: 'text' | 'choice' | 'integer' | 'yesno';
  readonly optional: boolean;
  /** The longest text, or the largest number. */
  readonly max: number;
  readonly options: readonly string[];
}

export type ConditionSpec =
  | { readonly op: 'is' | 'isNot'; readonly step: string; readonly field: string; readonly value: string }
  | { readonly op: 'and' | 'or'; readonly of: readonly [ConditionSpec, ConditionSpec] };

export interface StepSpec {
  readonly key: string;
  readonly fields: readonly FieldSpec[];
  readonly when?: ConditionSpec | undefined;
}

export interface SectionSpec {
  readonly key: string;
  readonly steps: readonly StepSpec[];
  readonly when?: ConditionSpec | undefined;
}

/** Makes steps at random; conditions read choices of earlier steps. */
export function randomSteps(
  random: Random,
  conditions: (random: Random, before: readonly StepSpec[]) => ConditionSpec | undefined,
): readonly StepSpec[] {
  const steps: StepSpec[] = [];
  for (let index = 0; index < random.between(2, 8); index += 1) {
    const fields = Array.from({ length: random.between(1, 4) }, (_, at) => randomField(random, `f${at}`));
    // Every step has something to compare with.
    const pick: FieldSpec = {
      name: 'pick',
      kind: 'choice',
      optional: false,
      max: 0,
      options: ['x', 'y', 'z'],
    };
    const when = index === 0 ? undefined : conditions(random, steps);
    steps.push({ key: `s${index}`, fields: [pick, ...fields], ...(when === undefined ? {} : { when }) });
  }
  return steps;
}

export function randomField(random: Random, name: string): FieldSpec {
  return {
    name,
    kind: random.pick(['text', 'choice', 'integer', 'yesno']),
    optional: random.chance(0.3),
    max: random.between(20, 60),
    options: ['a', 'b', 'c', 'd'].slice(0, random.between(2, 5)),
  };
}

/** A condition on one or two earlier choices; none for half of the steps. */
export function randomCondition(random: Random, before: readonly StepSpec[]): ConditionSpec | undefined {
  if (random.chance(0.5)) return undefined;
  const leaf = (): ConditionSpec => ({
    op: random.pick(['is', 'isNot']),
    step: random.pick(before).key,
    field: 'pick',
    value: random.pick(['x', 'y', 'z']),
  });
  return random.chance(0.3) ? { op: random.pick(['and', 'or']), of: [leaf(), leaf()] } : leaf();
}

interface LooseRefs {
  readonly [step: string]: { readonly [field: string]: Record<'is' | 'isNot', (value: string) => Condition> };
}

interface LooseChain {
  step(key: string, options: object): LooseChain;
  section(key: string, options: object, build: (inner: LooseChain) => LooseChain): LooseChain;
  complete(options: object): WizardDefinition;
}

/** The definition that the specification stands for, made with the builder. */
export function definitionOf(
  steps: readonly StepSpec[],
  options: { readonly version: number; readonly migrate?: () => unknown },
): WizardDefinition {
  return withSteps(newChain(options), steps).complete({ action: 'Send' });
}

/** A list of tasks, with the steps in sections. */
export function tasksOf(sections: readonly SectionSpec[]): WizardDefinition {
  let chain = newChain({ version: 1, order: 'tasks' });
  for (const { key, steps, when } of sections) {
    chain = chain.section(key, { title: `Section ${key}`, ...whenOf(when) }, (inner) =>
      withSteps(inner, steps),
    );
  }
  return chain.complete({ action: 'Send' });
}

function newChain(options: object): LooseChain {
  // Steps that are only known at run time are nothing that the builder's types could follow.
  return wizard({
    id: 'random',
    title: 'Random',
    start: false,
    version: 1,
    ...options,
  }) as unknown as LooseChain;
}

function withSteps(chain: LooseChain, steps: readonly StepSpec[]): LooseChain {
  let longer = chain;
  for (const { key, fields, when } of steps) {
    longer = longer.step(key, {
      title: `Step ${key}`,
      fields: Object.fromEntries(fields.map((field) => [field.name, schemaOf(field)])),
      ...whenOf(when),
    });
  }
  return longer;
}

function whenOf(when: ConditionSpec | undefined) {
  return when === undefined ? {} : { when: (earlier: LooseRefs) => conditionOf(earlier, when) };
}

function conditionOf(earlier: LooseRefs, spec: ConditionSpec): Condition {
  if ('step' in spec) return earlier[spec.step]![spec.field]![spec.op](spec.value);
  const [one, other] = spec.of.map((each) => conditionOf(earlier, each)) as [Condition, Condition];
  return spec.op === 'and' ? and(one, other) : or(one, other);
}

function schemaOf({ name, kind, optional, max, options }: FieldSpec): z.ZodType {
  const schema = {
    text: () => text(name).max(max),
    choice: () => choice(name, Object.fromEntries(options.map((value) => [value, value.toUpperCase()]))),
    integer: () => integer(name).min(0).max(max),
    yesno: () => yesNo(name),
  }[kind]();
  return optional ? schema.optional() : schema;
}

/** What a visitor types into a field, as a form sends it; '' for nothing. */
export function typedFor({ kind, optional, max, options }: FieldSpec, random: Random): string {
  if (optional && random.chance(0.4)) return '';
  switch (kind) {
    case 'text':
      return 'w'.repeat(random.between(1, max + 1));
    case 'choice':
      return random.pick(options);
    case 'integer':
      return String(random.between(0, max + 1));
    case 'yesno':
      return random.pick(['yes', 'no']);
  }
}

/** What is stored for it; undefined for nothing. */
export function storedFor({ kind }: FieldSpec, typed: string): Json | undefined {
  if (typed === '') return undefined;
  return kind === 'integer' ? Number(typed) : kind === 'yesno' ? typed === 'yes' : typed;
}

/** What a visitor types into a step; something that nobody can choose when it is to be invalid. */
export function typedValues(step: StepSpec, random: Random, isInvalid: boolean): Record<string, string> {
  const values = Object.fromEntries(step.fields.map((field) => [field.name, typedFor(field, random)]));
  return isInvalid ? { ...values, pick: 'nothing of these' } : values;
}

/** What is stored of it. */
export function storedValues(
  step: StepSpec,
  raw: Record<string, string>,
): { readonly [field: string]: Json } {
  return Object.fromEntries(
    step.fields.flatMap((field): [string, Json][] => {
      const value = storedFor(field, raw[field.name] ?? '');
      return value === undefined ? [] : [[field.name, value]];
    }),
  );
}

/** What a page shows of a stored value. */
export function shownFor(value: Json): string {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}

/** Whether a stored value fits a field, by the specification alone. */
export function fits({ kind, optional, max, options }: FieldSpec, value: Json | undefined): boolean {
  if (value === undefined) return optional;
  switch (kind) {
    case 'text':
      return typeof value === 'string' && value.length > 0 && value.length <= max;
    case 'choice':
      return typeof value === 'string' && options.includes(value);
    case 'integer':
      return typeof value === 'number' && value >= 0 && value <= max;
    case 'yesno':
      return typeof value === 'boolean';
  }
}
