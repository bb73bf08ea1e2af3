import type { Receipt, Completion, Several, StartPage, WizardDefinition } from '../model.ts';
import type { CompleteOptions, WizardOptions } from './call-options.ts';
import {
  emptyDraft,
  textsOf,
  usable,
  withExit,
  withExternal,
  withGroup,
  withPart,
  withSection,
  withStep,
  type Draft,
} from './draft.ts';
import { withFactsSaid } from './draft-facts.ts';
import { withValue } from './draft-value.ts';
import { calendarOf } from './calendar.ts';
import { handOversOf } from './hand-over.ts';
import { namedAnswer } from './named-answer.ts';

/** What the chains that are going about hold: kept aside, so that a chain has nothing but its methods. */
const drafts = new WeakMap<object, Draft>();

/** A definition in the making as it works at run time, typed by `builder.ts`. */
export interface UntypedChain {
  uses(): UntypedChain;
  step(id: unknown, options: unknown): UntypedChain;
  external(id: unknown, options: unknown): UntypedChain;
  exit(id: unknown, options: unknown): UntypedChain;
  include(id: unknown, fragment: unknown, options?: unknown): UntypedChain;
  section(id: unknown, options: unknown, build: unknown): UntypedChain;
  repeat(id: unknown, options: unknown, build: unknown, whole?: unknown): UntypedChain;
  value(id: unknown, schema: unknown, compute: unknown, options?: unknown): UntypedChain;
  facts(schemas: unknown): UntypedChain;
  complete(options: unknown): WizardDefinition;
}

/** A chain over a draft: each call gives another one, and leaves this one as it was. */
export function chainOf(header: unknown, draft: Draft): UntypedChain {
  const next = (changed: Draft) => chainOf(header, changed);
  const chain: UntypedChain = Object.freeze({
    uses: () => next({ ...draft, usesServices: true }),
    step: (id, options) => next(withStep(draft, { id, options })),
    external: (id, options) => next(withExternal(draft, { id, options })),
    exit: (id, options) => next(withExit(draft, { id, options })),
    include: (id, part, options) => next(withPart(draft, { id, options }, draftOf(part))),
    section: (id, options, build) => next(withSection(draft, { id, options }, built(build))),
    repeat: (id, options, build, whole) => next(withGroup(draft, { id, options, whole }, built(build))),
    value: (id, schema, compute, options) => next(withValue(draft, { id, options, schema, compute })),
    facts: (schemas) => next(withFactsSaid(draft, schemas)),
    complete: (options) => completed(header, draft, options),
  } satisfies UntypedChain);
  drafts.set(chain, draft);
  return chain;
}

/** What an author's function adds to an empty chain. */
function built(build: unknown): Draft {
  const made: unknown = typeof build === 'function' ? build(chainOf({}, emptyDraft)) : undefined;
  return draftOf(made) ?? emptyDraft;
}

function draftOf(chain: unknown): Draft | undefined {
  return typeof chain === 'object' && chain !== null ? drafts.get(chain) : undefined;
}

// Every property was found to have its type, or taken out, by `usable`; id, title and version wait for the check.
function completed(header: unknown, draft: Draft, given: unknown): WizardDefinition {
  const { options, faults } = usable('wizard', header, {});
  const end = usable('complete', given, {});
  const { migrate } = options;
  const receipt = receiptOf(end.options as Pick<CompleteOptions<never, unknown>, 'receipt'>);
  const ofReceipt = receipt.faults.map((fault) => ({ ...fault, call: 'complete' }));
  const ofEnd = [...end.faults, ...ofReceipt];
  return Object.freeze({
    kind: 'wizard',
    id: options['id'] as string,
    title: options['title'] as string,
    version: options['version'] as number,
    nodes: Object.freeze(draft.nodes),
    order: (options['order'] as WizardOptions['order']) ?? 'line',
    completion: completionOf(end.options as unknown as CompleteOptions<never, unknown>, receipt.receipt),
    start: startOf(options['start'] as WizardOptions['start']),
    timeZone: options['timeZone'] as string | undefined,
    progress: (options['progress'] as boolean | undefined) ?? true,
    stepList: (options['stepList'] as boolean | undefined) ?? false,
    drafts: (options['drafts'] as boolean | undefined) ?? true,
    keepFor: options['keepFor'] as WizardOptions['keepFor'],
    several: severalOf(options['several'] as WizardOptions['several']),
    words: Object.freeze({ ...(options['words'] as WizardOptions['words']) }),
    migrate: migrate as WizardDefinition['migrate'],
    facts: draft.facts === undefined ? undefined : Object.freeze(draft.facts),
    usesServices: draft.usesServices,
    faults: Object.freeze([...faults, ...draft.faults, ...ofEnd]),
  });
}

function severalOf(several: WizardOptions['several']): Several | undefined {
  if (several === undefined || several === false) return undefined;
  const { max = 20, name } = several === true ? {} : several;
  return Object.freeze({ max, name });
}

function startOf(start: WizardOptions['start']): StartPage | false {
  const { intro, needs } = start === false ? {} : (start ?? {});
  const page = { intro: textsOf(intro), needs: textsOf(needs) };
  // A page with nothing to say would be one more press.
  return page.intro.length + page.needs.length === 0 ? false : Object.freeze(page);
}

function completionOf(options: CompleteOptions<never, unknown>, receipt: Receipt): Completion {
  return Object.freeze({
    action: options.action ?? 'Send',
    timeoutMs: options.timeoutMs ?? 30_000,
    maxAttempts: options.maxAttempts ?? 8,
    confirmation: options.confirmation ?? 'We have received your answers',
    next: textsOf(options.next),
    declaration: textsOf(options.declaration),
    receipt,
    run: options.run as Completion['run'],
  });
}

/** What the receipt offers, with the answers that it names. */
function receiptOf({ receipt = {} }: Pick<CompleteOptions<never, unknown>, 'receipt'>) {
  const { handOvers, faults } = handOversOf(receipt.handOver);
  const { calendar, faults: ofCalendar } = calendarOf(receipt.calendar);
  const said = { what: 'its copyTo', example: 'copyTo: (e) => e.you.email', property: 'receipt' };
  const copy = receipt.copyTo === undefined ? undefined : namedAnswer(receipt.copyTo, said);
  const [copyTo, ofCopy] = copy === undefined || !('code' in copy) ? [copy, []] : [undefined, [copy]];
  const made: Receipt = Object.freeze({ handOvers, calendar, copyTo });
  return { receipt: made, faults: [...faults, ...ofCalendar, ...ofCopy] };
}
