import type { core } from 'zod';
import { both, rebased } from '../condition/conditions.ts';
import { didYouMean } from '../../did-you-mean.ts';
import { callShapes } from './draft-options.ts';
import { checkInside, helpersInside } from './inside-part.ts';
import { introspect } from '../schema/introspect.ts';
import type { Condition, Fault, Field, Node, Step, StepCheck, StepHelpers } from '../model.ts';
import { faultsOfOptions } from '../../options.ts';
import { recordCondition } from './record-condition.ts';
import { refAt } from './refs.ts';

/** A definition in the making: its nodes so far, addressed from its own root, and the faults that were met. */
export interface Draft {
  readonly nodes: readonly Node[];
  readonly faults: readonly Fault[];
  readonly usesServices: boolean;
}

/** A draft with nothing in it. */
export const emptyDraft: Draft = { nodes: [], faults: [], usesServices: false };

/** An options object as an author may have written it, typed or not. */
export type Given = { readonly [property: string]: unknown };

/**
 * Takes what is usable from an options object and reports the rest, so that the chain never throws.
 *
 * @param place where the faults stand: the step's key, when there is one
 */
export function usable(
  call: keyof typeof callShapes,
  given: unknown,
  place: { readonly step?: string },
): { readonly options: Given; readonly faults: readonly Fault[] } {
  const wrong = faultsOfOptions(`the options of ${call}()`, callShapes[call], given ?? {});
  const faults = wrong.map(({ code, message }): Fault => ({ ...place, code, message, severity: 'error' }));
  if (typeof given !== 'object' || given === null) return { options: {}, faults };
  const faulty = new Set(wrong.map(({ property }) => property));
  const kept = Object.entries(given).filter(([name, value]) => !faulty.has(name) && value !== undefined);
  return { options: Object.fromEntries(kept), faults };
}

/** Adds a step, or an exit page. */
export function withStep(draft: Draft, call: 'step' | 'exit', idGiven: unknown, given: unknown): Draft {
  const id = String(idGiven);
  const { options, faults } = usable(call, given, { step: id });
  const when = conditionOf(id, options['when']);
  const fields = fieldsOf(id, options);
  const { check, view, section, helpers } = options;
  const step: Step = Object.freeze({
    kind: 'step',
    id,
    path: Object.freeze([id]),
    key: id,
    // A title that is missing is reported by the check.
    title: (options['title'] as string | undefined) ?? '',
    intro: textsOf(options['intro']),
    fields: Object.freeze(fields.fields),
    checkTimeoutMs: (options['checkTimeoutMs'] as number | undefined) ?? 2000,
    exit: call === 'exit',
    words: Object.freeze({ ...(options['words'] as Step['words'] | undefined) }),
    // Each of these was found to have its type, or taken out, by `usable`.
    ...(when.condition === undefined ? {} : { when: when.condition }),
    ...(check === undefined ? {} : { check: check as StepCheck }),
    ...(view === undefined ? {} : { view: view as string }),
    ...(helpers === undefined ? {} : { helpers: helpers as StepHelpers }),
    ...(section === undefined ? {} : { section: section as string }),
  });
  return {
    ...draft,
    nodes: [...draft.nodes, step],
    faults: [...draft.faults, ...faults, ...when.faults, ...fields.faults],
  };
}

/** Adds a part: the fragment's nodes below the id, all references in them with it. */
export function withPart(draft: Draft, idGiven: unknown, fragment: Draft | undefined, given: unknown): Draft {
  const id = String(idGiven);
  const { options, faults } = usable('include', given, { step: id });
  const when = conditionOf(id, options['when']);
  const section = options['section'] as string | undefined;
  const notAFragment: Fault = {
    code: 'wrong-option',
    step: id,
    message:
      'include() needs a fragment as its second argument; start one with fragment(), and let no two files import each other',
    severity: 'error',
  };
  const nodes = (fragment?.nodes ?? []).map((node) => below(id, node, when.condition, section));
  const inner = (fragment?.faults ?? []).map((fault) => ({
    ...fault,
    step: fault.step === undefined ? id : `${id}/${fault.step}`,
  }));
  return {
    ...draft,
    nodes: [
      ...draft.nodes,
      Object.freeze({
        kind: 'part',
        id,
        nodes: Object.freeze(nodes),
        ...(when.condition === undefined ? {} : { when: when.condition }),
      }),
    ],
    faults: [
      ...draft.faults,
      ...faults,
      ...when.faults,
      ...(fragment === undefined ? [notAFragment] : inner),
    ],
    usesServices: draft.usesServices || fragment?.usesServices === true,
  };
}

/** One text, several, or none, as a list. */
export function textsOf(given: unknown): readonly string[] {
  if (given === undefined) return Object.freeze([]);
  return Object.freeze(Array.isArray(given) ? given.map(String) : [given as string]);
}

/** The tree's steps in order. */
export function stepsOf(nodes: readonly Node[]): readonly Step[] {
  return nodes.flatMap((node) => (node.kind === 'step' ? [node] : stepsOf(node.nodes)));
}

function below(id: string, node: Node, outer: Condition | undefined, section: string | undefined): Node {
  if (node.kind === 'part') {
    const nodes = node.nodes.map((inner) => below(id, inner, outer, section));
    const own = node.when === undefined ? {} : { when: rebased(node.when, [id]) };
    return Object.freeze({ ...node, ...own, nodes: Object.freeze(nodes) });
  }
  const path = Object.freeze([id, ...node.path]);
  const when = both(outer, node.when === undefined ? undefined : rebased(node.when, [id]));
  const { check, helpers } = node;
  return Object.freeze({
    ...node,
    path,
    key: path.join('/'),
    fields: Object.freeze(node.fields.map((field) => belowField(id, field))),
    ...(when === undefined ? {} : { when }),
    ...(check === undefined ? {} : { check: checkInside(id, check) }),
    ...(helpers === undefined ? {} : { helpers: helpersInside(id, helpers) }),
    ...(node.section === undefined && section !== undefined ? { section } : {}),
  });
}

function belowField(id: string, field: Field): Field {
  return field.show === undefined ? field : Object.freeze({ ...field, show: rebased(field.show, [id]) });
}

function conditionOf(step: string, when: unknown): { condition?: Condition; faults: readonly Fault[] } {
  if (when === undefined) return { faults: [] };
  const recorded = recordCondition('when', when as () => unknown, (recording) => [refAt([], recording)]);
  return { ...recorded, faults: recorded.faults.map((fault) => ({ ...fault, step, severity: 'error' })) };
}

function fieldsOf(step: string, options: Given): { fields: Field[]; faults: Fault[] } {
  const fields: Field[] = [];
  const faults: Fault[] = [];
  const shows = (options['show'] ?? {}) as { readonly [name: string]: (() => unknown) | undefined };
  const schemas = Object.entries((options['fields'] ?? {}) as Given);
  for (const [name, schema] of schemas) {
    if (!isSchema(schema)) {
      const message =
        'is no Zod schema; use a maker such as text("…"), or a schema with .meta({ label: "…" })';
      faults.push({ code: 'not-a-schema', step, field: name, message, severity: 'error' });
      continue;
    }
    const read = introspect(name, schema);
    faults.push(...read.faults.map((fault) => ({ ...fault, step })));
    const shown = Object.hasOwn(shows, name) ? shows[name] : undefined;
    if (shown === undefined) {
      fields.push(read.field);
      continue;
    }
    const recorded = recordCondition('show', shown, (recording) => [
      refAt([step], recording),
      refAt([], recording),
    ]);
    faults.push(...recorded.faults.map((each): Fault => ({ ...each, step, field: name, severity: 'error' })));
    const { condition } = recorded;
    fields.push(condition === undefined ? read.field : Object.freeze({ ...read.field, show: condition }));
  }
  for (const name of Object.keys(shows)) {
    if (schemas.some(([known]) => known === name)) continue;
    const known = schemas.map(([each]) => each);
    const message = `its show names an unknown field "${name}"${didYouMean(name, known)}`;
    faults.push({ code: 'unknown-field', step, message, severity: 'error' });
  }
  return { fields, faults };
}

function isSchema(value: unknown): value is core.$ZodType {
  return typeof value === 'object' && value !== null && '_zod' in value;
}
