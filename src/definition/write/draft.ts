import { z, type core } from 'zod';
import { didYouMean } from '../../did-you-mean.ts';
import { callShapes, listShapes, treeShapes } from './draft-options.ts';
import { isRecord } from '../../is-record.ts';
import { introspect } from '../schema/introspect.ts';
import { newFault, type Fault } from '../../fault.ts';
import type { Condition } from '../answers.ts';
import type { Field } from '../field.ts';
import { itemNameOf } from '../item-name.ts';
import type { Exit, Group, ListCheck, Node, Step, StepCheck, StepHelpers, Value } from '../model.ts';
import { faultsOfOptions } from '../../options.ts';
import { recordAnswers, recordCondition, type RecordedAnswers } from './record-condition.ts';

/** A definition in the making: its nodes so far, and the faults that were found. */
export interface Draft {
  readonly nodes: readonly Node[];
  readonly faults: readonly Fault[];
  readonly usesServices: boolean;
}

/** A draft with nothing in it. */
export const emptyDraft: Draft = { nodes: [], faults: [], usesServices: false };

/** An options object as an author may have written it, typed or not. */
export type Given = { readonly [property: string]: unknown };

/** What an author gave to a call that adds a node, typed or not. */
export interface NodeCall {
  readonly id: unknown;
  readonly options: unknown;
}

const shapes = { ...callShapes, ...listShapes, ...treeShapes };

/**
 * Takes what is usable from an options object and reports the rest, so that the chain never throws.
 *
 * @param place where the faults stand: the step's key, when there is one
 */
export function usable(
  call: keyof typeof shapes,
  given: unknown,
  place: { readonly step?: string },
): { readonly options: Given; readonly faults: readonly Fault[] } {
  // What stands after the pages of a list was given to the same call.
  const written = call === 'list' ? 'repeat' : call;
  const wrong = faultsOfOptions(`the options of ${written}()`, shapes[call], given ?? {});
  const faults = wrong.map((fault): Fault => ({ ...fault, ...place, call: written }));
  if (typeof given !== 'object' || given === null) return { options: {}, faults };
  const faulty = new Set(wrong.map(({ property }) => property));
  const kept = Object.entries(given).filter(([name, value]) => !faulty.has(name) && value !== undefined);
  return { options: Object.fromEntries(kept), faults };
}

/** Adds a page of questions. */
export function withStep(draft: Draft, { id: idGiven, options: given }: NodeCall): Draft {
  const id = String(idGiven);
  const { options, faults } = usable('step', given, { step: id });
  const page = pageOf(id, options);
  const fields = fieldsOf(id, options);
  const again = againOf(id, options['again']);
  const step: Step = Object.freeze({
    kind: 'step',
    ...page.page,
    fields: Object.freeze(fields.fields),
    check: options['check'] as StepCheck | undefined,
    checkTimeoutMs: timeoutOf(options),
    again: again.refs,
  });
  return withNode(draft, step, [...faults, ...page.faults, ...fields.faults, ...again.faults]);
}

/** Adds an exit page. */
export function withExit(draft: Draft, { id: idGiven, options: given }: NodeCall): Draft {
  const id = String(idGiven);
  const { options, faults } = usable('exit', given, { step: id });
  const page = pageOf(id, options);
  const exit: Exit = Object.freeze({ kind: 'exit', ...page.page });
  return withNode(draft, exit, [...faults, ...page.faults]);
}

/** Adds a part: the fragment's nodes below the id, as they were written. */
export function withPart(
  draft: Draft,
  { id: idGiven, options: given }: NodeCall,
  fragment: Draft | undefined,
): Draft {
  const id = String(idGiven);
  const { options, faults } = usable('include', given, { step: id });
  const when = conditionOf(id, options['when']);
  const notAFragment = newFault(
    'wrong-option',
    'include() needs a fragment as its second argument; start one with fragment(), and let no two files import each other',
    { step: id, call: 'include', property: 'fragment' },
  );
  const part: Node = Object.freeze({
    kind: 'part',
    id,
    when: when.condition,
    section: options['section'] as string | undefined,
    nodes: Object.freeze(fragment?.nodes ?? []),
  });
  const inner = fragment === undefined ? [notAFragment] : faultsBelow(id, fragment);
  return withNode(usingWith(draft, fragment), part, [...faults, ...when.faults, ...inner]);
}

/** Adds a section: nodes under a title, which stand where they stood without it. */
export function withSection(draft: Draft, { id: idGiven, options: given }: NodeCall, inner: Draft): Draft {
  const id = String(idGiven);
  const { options, faults } = usable('section', given, { step: id });
  const when = conditionOf(id, options['when']);
  const section: Node = Object.freeze({
    kind: 'section',
    id,
    title: (options['title'] as string | undefined) ?? '',
    when: when.condition,
    nodes: Object.freeze(inner.nodes),
  });
  return withNode(usingWith(draft, inner), section, [...faults, ...when.faults, ...inner.faults]);
}

/**
 * Adds a group: nodes that are asked once for each item.
 *
 * @param whole what the author gave for the list as a whole
 */
export function withGroup(
  draft: Draft,
  { id: idGiven, options: given, whole }: NodeCall & { readonly whole: unknown },
  inner: Draft,
): Draft {
  const id = String(idGiven);
  const { options, faults } = usable('repeat', given, { step: id });
  const list = usable('list', whole, { step: id });
  const { page, faults: ofPage } = pageOf(id, options);
  const itemName = options['item'] as string | undefined;
  const group: Group = Object.freeze({
    kind: 'group',
    ...page,
    nodes: Object.freeze(inner.nodes),
    item: itemName === undefined ? undefined : Object.freeze(itemNameOf(itemName)),
    add: options['add'] as string | undefined,
    min: (options['min'] as number | undefined) ?? 0,
    max: (options['max'] as number | undefined) ?? 100,
    check: list.options['check'] as ListCheck | undefined,
    checkTimeoutMs: timeoutOf(list.options),
    rows: rowsOf(options, list.options),
    count: introspect(
      'count',
      z
        .int()
        .min(0)
        .meta({ label: `Number of “${page.title}”` }),
    ).field,
  });
  return withNode(usingWith(draft, inner), group, [
    ...faults,
    ...list.faults,
    ...ofPage,
    ...faultsBelow(id, inner),
  ]);
}

/** Adds a value that is worked out from earlier answers. */
export function withValue(draft: Draft, { id: idGiven, options: given }: NodeCall): Draft {
  const id = String(idGiven);
  const { options, faults } = usable('value', given, { step: id });
  const when = conditionOf(id, options['when']);
  const { schema, compute } = options;
  if (!isSchema(schema) || compute === undefined) {
    const message = 'value() needs a schema such as money("…") and a function that computes it';
    const fault = newFault('wrong-option', message, { step: id, call: 'value' });
    return { ...draft, faults: [...draft.faults, ...faults, fault] };
  }
  const read = introspect(id, schema);
  const value: Value = Object.freeze({
    kind: 'value',
    id,
    when: when.condition,
    field: read.field,
    compute: compute as Value['compute'],
  });
  return withNode(draft, value, [
    ...faults,
    ...when.faults,
    ...read.faults.map((fault) => ({ ...fault, step: id })),
  ]);
}

function rowsOf({ rows }: Given, { totals }: Given): Group['rows'] {
  if (rows !== true) return undefined;
  return Object.freeze({ totals: Object.freeze([...((totals as readonly string[] | undefined) ?? [])]) });
}

function timeoutOf(options: Given): number {
  return (options['checkTimeoutMs'] as number | undefined) ?? 2000;
}

function withNode(draft: Draft, node: Node, faults: readonly Fault[]): Draft {
  return { ...draft, nodes: [...draft.nodes, node], faults: [...draft.faults, ...faults] };
}

/** What a node's own nodes use, the whole wizard uses. */
function usingWith(draft: Draft, inner: Draft | undefined): Draft {
  return { ...draft, usesServices: draft.usesServices || inner?.usesServices === true };
}

/** What pages of every kind have. Each of these was found to have its type, or taken out, by `usable`. */
function pageOf(id: string, options: Given) {
  const { condition, faults } = conditionOf(id, options['when']);
  const page = {
    id,
    // A title that is missing is reported by the check.
    title: (options['title'] as string | undefined) ?? '',
    intro: textsOf(options['intro']),
    when: condition,
    view: options['view'] as string | undefined,
    helpers: options['helpers'] as StepHelpers | undefined,
    section: options['section'] as string | undefined,
    words: Object.freeze({ ...(options['words'] as Step['words'] | undefined) }),
  };
  return { page, faults };
}

function faultsBelow(id: string, inner: Draft): readonly Fault[] {
  return inner.faults.map((fault) => ({
    ...fault,
    step: fault.step === undefined ? id : `${id}/${fault.step}`,
  }));
}

/** One text, several, or none, as a list. */
export function textsOf(given: unknown): readonly string[] {
  if (given === undefined) return Object.freeze([]);
  return Object.freeze(Array.isArray(given) ? given.map(String) : [given as string]);
}

function conditionOf(step: string, when: unknown): { condition?: Condition; faults: readonly Fault[] } {
  if (when === undefined) return { faults: [] };
  const recorded = recordCondition('when', when as () => unknown, [[]]);
  return { ...recorded, faults: recorded.faults.map((fault) => ({ ...fault, step })) };
}

function againOf(step: string, again: unknown): RecordedAnswers {
  if (again === undefined) return { faults: [] };
  const recorded = recordAnswers(again as () => unknown);
  return { ...recorded, faults: recorded.faults.map((fault) => ({ ...fault, step })) };
}

function fieldsOf(step: string, options: Given): { fields: Field[]; faults: Fault[] } {
  const fields: Field[] = [];
  const faults: Fault[] = [];
  const shows = (options['show'] ?? {}) as { readonly [name: string]: (() => unknown) | undefined };
  const schemas = Object.entries((options['fields'] ?? {}) as Given);
  for (const [name, schema] of schemas) {
    if (!isSchema(schema)) {
      faults.push(newFault('not-a-schema', notASchema(schema), { step, field: name }));
      continue;
    }
    const read = introspect(name, schema);
    faults.push(...read.faults.map((fault) => ({ ...fault, step })));
    const shown = Object.hasOwn(shows, name) ? shows[name] : undefined;
    if (shown === undefined) {
      fields.push(read.field);
      continue;
    }
    const recorded = recordCondition('show', shown, [[step], []]);
    faults.push(...recorded.faults.map((fault) => ({ ...fault, step, field: name })));
    const { condition } = recorded;
    fields.push(condition === undefined ? read.field : Object.freeze({ ...read.field, show: condition }));
  }
  for (const name of Object.keys(shows)) {
    if (schemas.some(([known]) => known === name)) continue;
    const known = schemas.map(([each]) => each);
    const message = `its show names an unknown field "${name}"${didYouMean(name, known)}`;
    faults.push(newFault('unknown-field', message, { step, property: 'show', word: name }));
  }
  return { fields, faults };
}

function notASchema(value: unknown): string {
  const use = 'use a maker such as text("…"), or a schema with .meta({ label: "…" })';
  if (typeof value !== 'object' || value === null) return `is no Zod schema; ${use}`;
  // Zod 3 says so in `_def`; other libraries in what they share with Zod 4 (https://standardschema.dev).
  if ('_def' in value && isRecord(value._def) && 'typeName' in value._def)
    return 'is a schema of Zod 3; Stepway takes those of Zod 4: npm install zod@4, or import from "zod/v4"';
  const standard = '~standard' in value ? value['~standard'] : undefined;
  if (isRecord(standard) && typeof standard['vendor'] === 'string')
    return `is a schema of ${standard['vendor']}, and not of Zod; ${use}`;
  return `is no Zod schema; ${use}`;
}

function isSchema(value: unknown): value is core.$ZodType {
  return typeof value === 'object' && value !== null && '_zod' in value;
}
