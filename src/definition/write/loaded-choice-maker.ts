import { z } from 'zod';
import { ourControls as controls } from '../../controls/all.ts';
import { newFault, type Fault } from '../../fault.ts';
import type { ChoiceSource, ListSource, SearchSource } from '../choice-source.ts';
import type { Option } from '../field.ts';
import { makeField } from './make-field.ts';
import type { ChoiceOptions } from './makers.ts';
import { recordAnswers } from './record-condition.ts';
import type { AnsweredRef } from './references.ts';
import type { Loading, OfGroup } from './types.ts';

/** What a choice whose options are loaded may say besides. */
export type LoadedChoiceOptions = ChoiceOptions<string> &
  Pick<ChoiceSource, 'timeoutMs' | 'cacheMs' | 'whenUnavailable'>;

/** What a load that depends on earlier answers says besides: which. */
interface DependsOn<Refs> {
  /** The earlier answers that `load` is given: the options are loaded anew when one of them changes. */
  readonly dependsOn: (earlier: Refs) => readonly AnsweredRef[];
}

/** What a choice whose options are searched may say besides: how it is shown is one. */
export type SearchedChoiceOptions = Omit<LoadedChoiceOptions, 'control' | 'search'>;

/** What the author's functions are given; what each is given besides, `Also`. */
type Given<Services, Also = unknown> = {
  readonly services: Services;
  /** What the visitor reads, BCP 47; undefined where the deployment has one language. */
  readonly language?: string | undefined;
  readonly signal: AbortSignal;
} & Also;

/** Options that are searched on the server, since there are too many for a page. */
interface Search<Services, Also = unknown> {
  /** Gives the options that a text finds, the best first; it never has more than 100 characters. */
  find(
    context: Given<Services, Also & { readonly query: string; readonly limit: number }>,
  ): Promise<readonly Option[]>;
  /** Gives the option that has a value; undefined, or null, where there is none. */
  get(context: Given<Services, Also & { readonly value: string }>): Promise<Option | undefined | null>;
  /** Gives the options that have these values, in any order, where a page has several: one call in place of many. */
  getAll?(
    context: Given<Services, Also & { readonly values: readonly string[] }>,
  ): Promise<readonly Option[]>;
}

/**
 * One of several options that the host loads while the server runs, from its database or another service. They are
 * cached, and what a visitor sends must be among them.
 *
 * @param load gives the options in order, with `{ services, earlier, signal }`; when it fails, the last ones it gave stay in use.
 *   Of `earlier` there is what `dependsOn` names, and nothing without it. `{ find, get }` in its place for more options
 *   than a page can hold: `find` gives those that a text finds, at most `limit`; `get` the one that has a value, and
 *   `getAll`, if it is there, those of many values in one call
 * @param options `dependsOn`: the earlier answers that the options depend on; `whenUnavailable`:
 *   what is offered when a load fails and there are none yet; `timeoutMs` for one load, 1,500 by default;
 *   `cacheMs`, 60,000 by default, for all who gave the same answers
 */
// Without type arguments, services and earlier answers have the types that the wizard knows.
// oxlint-disable-next-line typescript/no-explicit-any -- as in `fromGroup`: behind `.optional()` nothing tells which there are
export function choiceFrom<Services = any, Refs = any, Stored = any>(
  label: string,
  load: (context: Given<Services, { readonly earlier: Stored }>) => Promise<readonly Option[]>,
  options: LoadedChoiceOptions & DependsOn<Refs>,
): z.ZodString & OfGroup<Refs> & Loading<Services, Stored>;
// oxlint-disable-next-line typescript/no-explicit-any -- the same
export function choiceFrom<Services = any, Refs = any, Stored = any>(
  label: string,
  search: Search<Services, { readonly earlier: Stored }>,
  options: SearchedChoiceOptions & DependsOn<Refs>,
): z.ZodString & OfGroup<Refs> & Loading<Services, Stored>;
export function choiceFrom<Services = unknown>(
  label: string,
  load: (context: Given<Services>) => Promise<readonly Option[]>,
  options?: LoadedChoiceOptions,
): z.ZodString;
export function choiceFrom<Services = unknown>(
  label: string,
  search: Search<Services>,
  options?: SearchedChoiceOptions,
): z.ZodString;
export function choiceFrom(
  label: string,
  given: ListSource['load'] | Pick<SearchSource, 'find' | 'get' | 'getAll'>,
  options: LoadedChoiceOptions & { readonly dependsOn?: (earlier: never) => unknown } = {},
): z.ZodString {
  const { timeoutMs, cacheMs, whenUnavailable, dependsOn, ...more } = options;
  const { refs, faults } =
    dependsOn === undefined ? { refs: undefined, faults: [] } : answersNamed(dependsOn);
  const shared = { dependsOn: refs, whenUnavailable, timeoutMs, cacheMs };
  if (typeof given !== 'function') {
    const wrong = [...faults, ...searchFaults(given, more)];
    const source: ChoiceSource = { find: given.find, get: given.get, getAll: given.getAll, ...shared };
    const { control: _control, search: _search, ...also } = more;
    const control = controls.lookup;
    return makeField(z.string().min(1), label, { given: also, control, extra: { source }, faults: wrong });
  }
  const { control, ...also } = more;
  const isFitted = refs !== undefined && control === undefined && more.search !== true;
  const source: ChoiceSource = { load: given, isFitted, ...shared };
  return makeField(z.string().min(1), label, {
    given: also,
    control: controls[control ?? 'select'],
    extra: { source },
    faults,
  });
}

/** What is wrong with the functions of a search, and with options that it cannot have. */
function searchFaults(given: object, more: object): readonly Fault[] {
  const missing = ['find', 'get'].filter((name) => typeof Reflect.get(given, name) !== 'function');
  const odd = ['control', 'search'].filter((name) => Reflect.get(more, name) !== undefined);
  return [
    ...missing.map((name) =>
      newFault(
        'wrong-option',
        `what it loads from has no function "${name}"; a list that is searched needs both: { find, get }`,
        { word: name },
      ),
    ),
    ...odd.map((name) =>
      newFault(
        'wrong-option',
        `"${name}" in its options is for a list that is loaded whole; one with { find, get } is always searched: take it out`,
        { word: name },
      ),
    ),
  ];
}

/** Which answers the options depend on; what is wrong is reported before anything is loaded. */
function answersNamed(dependsOn: unknown): ReturnType<typeof recordAnswers> {
  if (typeof dependsOn === 'function') return recordAnswers('dependsOn', dependsOn as () => unknown);
  const message = '"dependsOn" in its options must be a function such as (e) => [e.trip.country]';
  return { faults: [newFault('wrong-option', message)] };
}
