import type { AnswerPath } from './answers.ts';

/** One option of a choice, in the order in which it is shown. */
export interface Option {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  /** Shows a divider "or" before this option. */
  readonly afterDivider?: boolean;
  /** A picture beside its label, of radio buttons and boxes: an address of the same site. The label says what it shows. */
  readonly image?: string;
  /** Of boxes: cannot be chosen with any other, such as "None of these"; a divider stands before it unless it is told not to. */
  readonly exclusive?: boolean;
}

/** What the host's functions are given. */
export interface LoadContext {
  readonly services: never;
  /** Of the answers before it those that it depends on, by step and field. */
  readonly earlier: never;
  /** What the visitor reads, BCP 47; undefined where the deployment has one language. */
  readonly language?: string | undefined;
  /** Aborted at the time limit. */
  readonly signal: AbortSignal;
}

interface AnySource {
  /** The earlier answers that the options depend on; without it they are the same for everybody. */
  readonly dependsOn?: readonly AnswerPath[] | undefined;
  /** What is offered when a load fails and there are none yet: an answer that was given before is taken all the same. */
  readonly whenUnavailable?: readonly Option[] | undefined;
  /** Milliseconds, 1,500 by default. */
  readonly timeoutMs?: number | undefined;
  /** How long what was loaded is shown without asking again: milliseconds, 60,000 by default. */
  readonly cacheMs?: number | undefined;
}

/** Options that are loaded all at once. */
export interface ListSource extends AnySource {
  readonly load: (context: LoadContext) => Promise<readonly Option[]>;
  /** That few options stand as radio buttons, where its author does not say how they are shown. */
  readonly isFitted?: boolean | undefined;
}

/** Options of which there are too many for a page: found by what is typed, and each known by its value. */
export interface SearchSource extends AnySource {
  readonly find: (
    context: LoadContext & {
      /** What was typed, without blanks around it; never empty, but where sample answers are made. */
      readonly query: string;
      /** More options than this are not looked at. */
      readonly limit: number;
    },
  ) => Promise<readonly Option[]>;
  /** The option that has this value; undefined, or null, where there is none. */
  readonly get: (context: LoadContext & { readonly value: string }) => Promise<Option | undefined | null>;
  /** Those of many values in one call, in any order; without it `get` is called for each. */
  readonly getAll?:
    | ((context: LoadContext & { readonly values: readonly string[] }) => Promise<readonly Option[]>)
    | undefined;
}

/** Where the options of a choice come from while the server runs: see `choiceFrom`. */
export type ChoiceSource = ListSource | SearchSource;

/** How many options a search shows at most. */
export const mostFound = 20;

/** A longer text is none that anything is called by. */
export const longestQuery = 100;

/** Whether the options are searched on the server. */
export function isSearched(source: ChoiceSource | undefined): source is SearchSource {
  return source !== undefined && 'find' in source;
}

/** Whether which options there are is known for the answers of one visitor alone. */
export function isForVisitor(source: ChoiceSource | undefined): source is ChoiceSource {
  return source !== undefined && (source.dependsOn !== undefined || isSearched(source));
}
