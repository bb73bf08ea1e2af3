import { z } from 'zod';
import { ourControls as controls } from '../../controls/all.ts';
import { newFault } from '../../fault.ts';
import type { ChoiceSource, Option } from '../field.ts';
import { makeField } from './make-field.ts';
import type { ChoiceOptions } from './makers.ts';
import { recordAnswers } from './record-condition.ts';
import type { AnsweredRef } from './references.ts';
import type { Loading, OfGroup } from './types.ts';

/** What a choice whose options are loaded may say besides. */
export type LoadedChoiceOptions = ChoiceOptions<string> &
  Pick<ChoiceSource, 'timeoutMs' | 'cacheMs' | 'whenUnavailable'>;

/** What a load that depends on earlier answers says besides: which. */
type DependentChoiceOptions<Refs> = LoadedChoiceOptions & {
  /** The earlier answers that `load` is given: the options are loaded anew when one of them changes. */
  readonly dependsOn: (earlier: Refs) => readonly AnsweredRef[];
};

/**
 * One of several options that the host loads while the server runs, from its database or another service. They are
 * cached, and what a visitor sends must be among them.
 *
 * @param load gives the options in order, with `{ services, earlier, signal }`; when it fails, the last ones it gave stay in use.
 *   Of `earlier` there is what `dependsOn` names, and nothing without it
 * @param options `dependsOn`: the earlier answers that the options depend on; `whenUnavailable`:
 *   what is offered when a load fails and there are none yet; `timeoutMs` for one load, 1,500 by default;
 *   `cacheMs`, 60,000 by default, for all who gave the same answers
 */
// Without type arguments, services and earlier answers have the types that the wizard knows.
// oxlint-disable-next-line typescript/no-explicit-any -- as in `fromGroup`: behind `.optional()` nothing tells which there are
export function choiceFrom<Services = any, Refs = any, Stored = any>(
  label: string,
  load: (context: {
    readonly services: Services;
    readonly earlier: Stored;
    readonly signal: AbortSignal;
  }) => Promise<readonly Option[]>,
  options: DependentChoiceOptions<Refs>,
): z.ZodString & OfGroup<Refs> & Loading<Services, Stored>;
export function choiceFrom<Services = unknown>(
  label: string,
  load: (context: {
    readonly services: Services;
    readonly signal: AbortSignal;
  }) => Promise<readonly Option[]>,
  options?: LoadedChoiceOptions,
): z.ZodString;
export function choiceFrom(
  label: string,
  load: ChoiceSource['load'],
  options: LoadedChoiceOptions & { readonly dependsOn?: (earlier: never) => unknown } = {},
): z.ZodString {
  const { timeoutMs, cacheMs, whenUnavailable, dependsOn, control, ...more } = options;
  const { refs, faults } =
    dependsOn === undefined ? { refs: undefined, faults: [] } : answersNamed(dependsOn);
  const source: { readonly [Name in keyof ChoiceSource]: ChoiceSource[Name] | undefined } = {
    load,
    dependsOn: refs,
    isFitted: refs !== undefined && control === undefined && more.search !== true,
    whenUnavailable,
    timeoutMs,
    cacheMs,
  };
  // An option that was left out is none.
  const extra = { source: source as ChoiceSource };
  return makeField(z.string().min(1), label, {
    given: more,
    control: controls[control ?? 'select'],
    extra,
    faults,
  });
}

/** Which answers the options depend on; what is wrong is reported before anything is loaded. */
function answersNamed(dependsOn: unknown): ReturnType<typeof recordAnswers> {
  if (typeof dependsOn === 'function') return recordAnswers('dependsOn', dependsOn as () => unknown);
  const message = '"dependsOn" in its options must be a function such as (e) => [e.trip.country]';
  return { faults: [newFault('wrong-option', message)] };
}
