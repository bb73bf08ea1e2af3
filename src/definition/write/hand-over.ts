import { z } from 'zod';
import { newFault, type Fault } from '../../fault.ts';
import { isRecord } from '../../is-record.ts';
import { faultsOfOptions } from '../../options.ts';
import type { Json } from '../answers.ts';
import type { HandedField, HandingOver, WizardDefinition } from '../model.ts';
import { isWizardDefinition } from './is-wizard.ts';
import { answerNamed, referencesToAnswers } from './record-condition.ts';
import type { StepInputsOf, StepKeyOf } from './stored-types.ts';
import type { AnswerOf } from './references.ts';

/** What `handOver()` gives: a way on to another wizard. `Earlier` is what can be taken over there from. */
export interface HandOver<Earlier = never> {
  readonly kind: 'hand-over';
  /** Never there at run time: it holds a type. */
  readonly '~earlier'?: (earlier: Earlier) => void;
}

/** Answers and values by step and field, as they may be written. */
interface Mapping {
  readonly [step: string]: { readonly [field: string]: unknown };
}

/** What may be put into a field of the other wizard: what its schema takes, or an answer of that kind. */
type Handed<Input> = Input | AnswerOf<Input>;

/** The same mapping where the other wizard has such places; it says so where it has none. */
type Fitting<W, Given> = {
  readonly [Key in keyof Given]: Key extends StepKeyOf<W>
    ? {
        readonly [Name in keyof Given[Key]]: Name extends keyof StepInputsOf<W, Key>
          ? Handed<NonNullable<StepInputsOf<W, Key>[Name]>>
          : 'no such field in that step';
      }
    : 'no such step in that wizard';
};

/** What `handOver()` is given beside the other wizard. */
export interface HandOverOptions<W, Earlier, Given> {
  /** The words on its button: "Apply for a parking permit". */
  readonly title: string;
  /** What it is about, and what is taken over: a longer text. */
  readonly text?: string;
  /** What is taken over, by the other wizard's steps and fields: `(e) => ({ you: { name: e.about.name } })`. */
  readonly answers?: (earlier: Earlier) => Given & Fitting<W, Given>;
}

const shape = {
  title: z.string('must be a text').min(1, 'must be a text, such as "Apply for a parking permit"'),
  text: z.string('must be a text').optional(),
  answers: z.custom((value) => typeof value === 'function', 'must be a function').optional(),
};

/**
 * A way on to another wizard from an exit page or the receipt. What is taken over goes through that wizard's schemas and
 * checks; what it does not accept waits in the controls of its step.
 *
 * @param to the other wizard, which has to be served beside this one
 */
export function handOver<const W extends WizardDefinition, Earlier, const Given extends Mapping = Mapping>(
  to: W,
  options: HandOverOptions<W, Earlier, Given>,
): HandOver<Earlier> {
  const made = Object.freeze({ kind: 'hand-over' }) satisfies HandOver;
  kept.set(made, recorded(to, options));
  return made;
}

/** What was written of a way on, and what is wrong with it. */
interface Recorded {
  readonly handOver: HandingOver | undefined;
  readonly faults: readonly Fault[];
}

const kept = new WeakMap<object, Recorded>();

/** What an author gave as `handOver`: one way on, several, or none. */
export function handOversOf(given: unknown): {
  readonly handOvers: readonly HandingOver[];
  readonly faults: readonly Fault[];
} {
  const all = Array.isArray(given) ? given : given === undefined ? [] : [given];
  const found = all.map((each: unknown) => (isRecord(each) ? kept.get(each) : undefined));
  if (!found.every((each) => each !== undefined))
    return { handOvers: [], faults: [wrong('must be what handOver(wizard, { title, answers }) gives')] };
  return {
    handOvers: Object.freeze(found.flatMap(({ handOver }) => handOver ?? [])),
    faults: found.flatMap(({ faults }) => faults),
  };
}

function wrong(message: string): Fault {
  return newFault('wrong-option', `its handOver ${message}`, { property: 'handOver' });
}

function recorded(to: unknown, options: unknown): Recorded {
  if (!isWizardDefinition(to)) {
    const message =
      'needs a finished wizard as its first argument; import it, and let no two files import each other';
    return { handOver: undefined, faults: [wrong(message)] };
  }
  const faults = faultsOfOptions('the options of handOver()', shape, options).map((fault): Fault => ({
    ...fault,
    property: 'handOver',
  }));
  if (faults.length > 0) return { handOver: undefined, faults };
  // Each was just found to have its type.
  const { title, text, answers } = options as HandOverOptions<unknown, unknown, object>;
  const fields = answers === undefined ? [] : fieldsIn(answers);
  if (!Array.isArray(fields)) return { handOver: undefined, faults: [fields as Fault] };
  return { handOver: Object.freeze({ to, title, text, fields: Object.freeze(fields) }), faults: [] };
}

/** What is put into each field, in the order in which it was written; or why it cannot be told. */
function fieldsIn(answers: (earlier: never) => unknown): readonly HandedField[] | Fault {
  let given: unknown;
  try {
    given = (answers as (earlier: unknown) => unknown)(referencesToAnswers());
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return newFault('condition-throws', `its handOver threw an error: ${reason}`, { property: 'handOver' });
  }
  const isMapping = isRecord(given) && Object.values(given).every(isRecord);
  if (!isMapping)
    return wrong('must return answers by step and field: (e) => ({ you: { name: e.about.name } })');
  // It was just found to be one.
  const steps = given as { readonly [step: string]: { readonly [field: string]: unknown } };
  return Object.entries(steps).flatMap(([step, values]) =>
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([field, value]): HandedField => {
        const ref = answerNamed(value);
        // What its type lets through is JSON.
        return Object.freeze({ step, field, given: ref === undefined ? { value: value as Json } : { ref } });
      }),
  );
}
