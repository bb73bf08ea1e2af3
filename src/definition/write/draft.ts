import { z } from 'zod';
import { fieldsOf, type Given } from './draft-fields.ts';
import { callShapes, listShapes } from './draft-options.ts';
import { introspect } from '../schema/introspect.ts';
import { newFault, type Fault } from '../../fault.ts';
import type { Condition } from '../answers.ts';
import type { External } from '../external.ts';
import type { Field, Help } from '../field.ts';
import type { Exit, Group, ListCheck, Node, Step, StepCheck, StepHelpers } from '../model.ts';
import { faultsOfOptions } from '../../options.ts';
import { handOversOf } from './hand-over.ts';
import { recordAnswers, recordCondition, type RecordedAnswers } from './record-condition.ts';

/** A definition in the making: its nodes so far, and the faults that were found. */
export interface Draft {
  readonly nodes: readonly Node[];
  readonly faults: readonly Fault[];
  readonly usesServices: boolean;
  /** What the host says of a visitor; undefined where nobody asks. */
  readonly facts?: readonly Field[] | undefined;
}

/** A draft with nothing in it. */
export const emptyDraft: Draft = { nodes: [], faults: [], usesServices: false };

/** What an author gave to a call that adds a node, typed or not. */
export interface NodeCall {
  readonly id: unknown;
  readonly options: unknown;
}

const shapes = { ...callShapes, ...listShapes };

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
export function withStep(draft: Draft, call: NodeCall): Draft {
  const { options, fields, asked, faults } = stepOf('step', call);
  const step: Step = Object.freeze({
    ...asked,
    contents: fields.contents.length === 0 ? undefined : Object.freeze(fields.contents),
    check: options['check'] as StepCheck | undefined,
  });
  return withNode(draft, step, faults);
}

/** Adds a step that is done at another site. */
export function withExternal(draft: Draft, call: NodeCall): Draft {
  const { options, asked, faults } = stepOf('external', call);
  const step: Step = Object.freeze({
    ...asked,
    external: Object.freeze({
      origins: Object.freeze((options['origins'] as readonly string[] | undefined) ?? []),
      // Where one is missing, its fault keeps the wizard from being served.
      begin: options['begin'] as External['begin'],
      finish: options['finish'] as External['finish'],
      cancel: options['cancel'] as External['cancel'],
      late: options['late'] as External['late'],
      action: options['action'] as string | undefined,
      timeoutMs: (options['timeoutMs'] as number | undefined) ?? 10_000,
    }),
  });
  return withNode(draft, step, faults);
}

/** What every step has, wherever its answers come from. */
function stepOf(name: 'step' | 'external', { id: idGiven, options: given }: NodeCall) {
  const id = String(idGiven);
  const { options, faults } = usable(name, given, { step: id });
  const page = pageOf(id, options);
  const fields = fieldsOf(id, options);
  const again = againOf(id, options['again']);
  const asked = {
    kind: 'step',
    ...page.page,
    fields: Object.freeze(fields.fields),
    checkTimeoutMs: timeoutOf(options),
    again: again.refs,
  } as const;
  return { options, fields, asked, faults: [...faults, ...page.faults, ...fields.faults, ...again.faults] };
}

/** Adds an exit page. */
export function withExit(draft: Draft, { id: idGiven, options: given }: NodeCall): Draft {
  const id = String(idGiven);
  const { options, faults } = usable('exit', given, { step: id });
  const page = pageOf(id, options);
  const { handOvers, faults: ofHandOvers } = handOversOf(options['handOver']);
  const exit: Exit = Object.freeze({ kind: 'exit', ...page.page, handOvers });
  const placed = ofHandOvers.map((fault) => ({ ...fault, step: id, call: 'exit' }));
  return withNode(draft, exit, [...faults, ...page.faults, ...placed]);
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
  const group: Group = Object.freeze({
    kind: 'group',
    ...page,
    nodes: Object.freeze(inner.nodes),
    item: options['item'] as string | undefined,
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

function rowsOf({ rows }: Given, { totals }: Given): Group['rows'] {
  if (rows !== true) return undefined;
  return Object.freeze({ totals: Object.freeze([...((totals as readonly string[] | undefined) ?? [])]) });
}

function timeoutOf(options: Given): number {
  return (options['checkTimeoutMs'] as number | undefined) ?? 2000;
}

/** The draft with one more node, and what is wrong with it. */
export function withNode(draft: Draft, node: Node, faults: readonly Fault[]): Draft {
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
    help: options['help'] as Help | undefined,
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

/** The condition of a node, from its `when`. */
export function conditionOf(
  step: string,
  when: unknown,
): { condition?: Condition; faults: readonly Fault[] } {
  if (when === undefined) return { faults: [] };
  const recorded = recordCondition('when', when as () => unknown, [[]]);
  return { ...recorded, faults: recorded.faults.map((fault) => ({ ...fault, step })) };
}

function againOf(step: string, again: unknown): RecordedAnswers {
  if (again === undefined) return { faults: [] };
  const recorded = recordAnswers('again', again as () => unknown);
  return { ...recorded, faults: recorded.faults.map((fault) => ({ ...fault, step })) };
}
