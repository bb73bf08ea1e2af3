import type { CheckContext, Condition, Finished, Rejection, WizardDefinition } from '../model.ts';
import { emptyDraft } from './draft.ts';
import type {
  Answers,
  Earlier,
  Fields,
  Free,
  Inputs,
  IsGiven,
  Rejectable,
  Node,
  PartNode,
  StepNode,
  StepRefs,
  StoredAnswers,
  Wizard,
} from './types.ts';
import { chainOf } from './untyped-chain.ts';

/** One paragraph, or several. */
export type Texts = string | readonly string[];

/** What `wizard()` is given. */
export interface WizardOptions {
  /** The wizard's URL, in lower case: `feedback`. */
  readonly id: string;
  readonly title: string;
  /** 1, and one more whenever stored answers of before may no longer fit. */
  readonly version: number;
  /** What the start page says; false for none. */
  readonly start?: false | { readonly intro?: Texts; readonly needs?: Texts };
  /** Whether "Step n of m" is shown; true by default. */
  readonly progress?: boolean;
  /** Whether the list of steps is shown; false by default. */
  readonly stepList?: boolean;
  /** Words of this wizard that replace the catalogue's. */
  readonly words?: { readonly [key: string]: string };
  /** Turns stored answers of an older version into today's; pure. */
  readonly migrate?: NonNullable<WizardDefinition['migrate']>;
}

/** What a page has, be it a step or an exit. */
interface PageOptions<U extends Node> {
  readonly title: string;
  /** Paragraphs under the heading. */
  readonly intro?: Texts;
  /** The name of a view in the wizard's folder of views. */
  readonly view?: string;
  /** What the page's own view gets as `wizard.helpers`, made from earlier answers: values, and functions to call. */
  readonly helpers?: (earlier: StoredAnswers<U>) => object;
  /** The heading under which the answers stand in the summary. */
  readonly section?: string;
  readonly words?: { readonly [key: string]: string };
  /** Carries `U` for the pages built on this. */
  readonly '~nodes'?: U;
}

/** What `.step()` is given. `When` and `Hideable` are inferred from `when` and `show`. */
export interface StepOptions<
  U extends Node,
  F extends Fields,
  Hideable extends PropertyKey,
  When extends Condition,
  Services,
  Said extends PropertyKey,
> extends PageOptions<U> {
  /** Zod schemas by field name, in the order in which they are asked; none for a page of information. */
  readonly fields?: F;
  /** Whether the step applies, by the answers of earlier steps. */
  readonly when?: (earlier: Earlier<U>) => Condition & When;
  /** Fields that are asked only when a condition on this step's other fields, or on earlier answers, holds. */
  readonly show?: { readonly [Name in Hideable]: (own: StepRefs<F>, earlier: Earlier<U>) => Condition };
  /** Checks across fields and with earlier answers, when every field is valid by itself. */
  readonly check?: (
    values: Inputs<NoInfer<F>, NoInfer<Hideable>>,
    context: CheckContext<StoredAnswers<U>, Services>,
  ) => Messages<Said, keyof NoInfer<F>> | Promise<Messages<Said, keyof NoInfer<F>>>;
  /** Milliseconds for the check, 2000 by default. */
  readonly checkTimeoutMs?: number;
}

/** Messages by field name, `''` for the step as a whole. */
type Messages<Said extends PropertyKey, Name extends PropertyKey> =
  | { readonly [N in Said]?: N extends Name | '' ? string | undefined : 'no such field in this step' }
  | undefined
  | void;

/** What `.exit()` is given: a page on which the journey ends for those whom its `when` leads there. */
export interface ExitOptions<U extends Node> extends PageOptions<U> {
  readonly when: (earlier: Earlier<U>) => Condition;
}

/** What `.include()` is given. */
export interface IncludeOptions<U extends Node, When extends Condition> {
  /** Whether the whole part applies. */
  readonly when?: (earlier: Earlier<U>) => Condition & When;
  /** The section of those of its steps that name none. */
  readonly section?: string;
}

/** What `.complete()` is given. */
export interface CompleteOptions<Given, Services, Rejected = Rejection['reject']> {
  /** The words on the submit button. */
  readonly action: string;
  /** What happens with the answers; without it they are kept in the store. Called at least once for a submission. */
  readonly run?: (
    finished: Finished<Given, unknown, Services>,
  ) => Promise<{ readonly reject: Rejected } | void> | { readonly reject: Rejected } | void;
  /** Milliseconds for one attempt of `run`, 30,000 by default. */
  readonly timeoutMs?: number;
  /** How often `run` is tried, 8 by default. */
  readonly maxAttempts?: number;
  /** Heading of the confirmation page. */
  readonly confirmation?: string;
  /** Paragraphs about what happens next. */
  readonly next?: Texts;
  /** A declaration above the submit button. */
  readonly declaration?: Texts;
}

/**
 * A definition in the making. Each call gives a new chain and leaves this one as it was; none throws: faults are
 * collected, and reported together by `checkDefinition`.
 */
export interface Chain<U extends Node, Exits extends string, Services, Kind extends 'wizard' | 'fragment'> {
  /** Names the type of the services that the host hands to `check` and `run`; call it before the first step. */
  uses<Needed>(): Chain<U, Exits, Needed, Kind>;

  /** Adds a page of questions, or of information. */
  step<
    const Id extends string,
    F extends Fields = Record<never, never>,
    Hideable extends keyof F = never,
    // oxlint-disable-next-line typescript/no-explicit-any -- stays `any` when there is no `when`: see IsGiven
    When extends Condition = any,
    Said extends PropertyKey = never,
  >(
    id: Free<Id, U['id'] | Exits>,
    options: StepOptions<U, F, Hideable, When, Services, Said>,
  ): Chain<U | StepNode<Id, F, Hideable, IsGiven<When>>, Exits, Services, Kind>;

  /** Adds a page that ends the journey for those whom its `when` leads there. */
  exit<const Id extends string>(
    id: Free<Id, U['id'] | Exits>,
    options: ExitOptions<U>,
  ): Chain<U, Exits | Id, Services, Kind>;

  /** Adds a fragment's nodes under an id of their own; the same fragment can be included twice. */
  include<
    const Id extends string,
    Inner extends Node,
    // oxlint-disable-next-line typescript/no-explicit-any -- as in `step`
    When extends Condition = any,
  >(
    id: Free<Id, U['id'] | Exits>,
    fragment: Fragment<Inner, Services>,
    options?: IncludeOptions<U, When>,
  ): Chain<U | PartNode<Id, Inner, IsGiven<When>>, Exits, Services, Kind>;

  /** Says how the wizard ends, and gives the finished, frozen definition. */
  complete(
    this: Kind extends 'wizard' ? unknown : 'a fragment is not completed: include it in a wizard',
    options: CompleteOptions<Answers<U>, Services, Rejectable<U>>,
  ): Wizard<Answers<U>, Services>;

  /** Never there at run time: they hold types. */
  readonly '~nodes'?: U;
  readonly '~needs'?: (services: Services) => void;
}

/** A group of nodes to be included under an id, from any file. */
export interface Fragment<U extends Node, Services> {
  readonly '~nodes'?: U;
  readonly '~needs'?: (services: Services) => void;
}

/** Begins a wizard: `.step()`, `.exit()` and `.include()` in the order of the pages, then `.complete()`. */
export function wizard(options: WizardOptions): Chain<never, never, unknown, 'wizard'> {
  return typed<'wizard'>(options);
}

/** Begins a group of steps that wizards include, each under an id of its own. Its conditions see its own steps. */
export function fragment(): Chain<never, never, unknown, 'fragment'> {
  return typed<'fragment'>({});
}

/** Whether a value is a finished wizard definition, as a wizard file should export by default. */
export function isWizardDefinition(value: unknown): value is WizardDefinition {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    value.kind === 'wizard' &&
    'nodes' in value
  );
}

/** The one place where the chain gets its types: what they promise is what the untyped chain does. */
function typed<Kind extends 'wizard' | 'fragment'>(options: object): Chain<never, never, unknown, Kind> {
  return chainOf(options, emptyDraft) as unknown as Chain<never, never, unknown, Kind>;
}
