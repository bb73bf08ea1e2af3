import type { core } from 'zod';
import type { Condition } from '../answers.ts';
import type { ValueContext } from '../model.ts';
import type {
  WholeListOptions,
  WizardOptions,
  StepOptions,
  ExitOptions,
  ExternalOptions,
  IncludeOptions,
  GroupOptions,
  SectionOptions,
  CompleteOptions,
  ValueOptions,
} from './call-options.ts';
import { emptyDraft } from './draft.ts';
import type { Fields } from './references.ts';
import type {
  Answers,
  Earlier,
  FactsNode,
  FieldsAfter,
  Free,
  GroupNode,
  IsGiven,
  Rejectable,
  Node,
  PartNode,
  StepNode,
  StoredAnswers,
  ValueNode,
  WithCondition,
  Wizard,
} from './types.ts';
import { chainOf } from './untyped-chain.ts';

/**
 * A definition in the making. Each call gives a new chain and leaves this one as it was; none throws: faults are
 * collected, and reported together by `checkDefinition`.
 *
 * `Outer` is what can be seen besides what was added to this very chain: inside a group, what stands around it.
 */
export interface Chain<
  U extends Node,
  Exits extends string,
  Services,
  Kind extends 'wizard' | 'fragment',
  Outer extends Node = never,
> {
  /** Names the type of the services that the host hands to `check` and `run`; call it before the first step. */
  uses<Needed>(): Chain<U, Exits, Needed, Kind, Outer>;

  /**
   * Says what the host tells of a visitor at each request (its option `facts`), as schemas by name; call it before the
   * first step. Conditions, texts, values and checks read it as `facts`, and the handler gets it among the answers.
   */
  facts<F extends Fields>(
    this: Kind extends 'wizard' ? unknown : 'a fragment has no facts: the wizard has them',
    schemas: F,
  ): Chain<U | FactsNode<F>, Exits, Services, Kind, Outer>;

  /** Adds a page of questions, or of information. */
  step<
    const Id extends string,
    F extends FieldsAfter<U | Outer, Services> = Record<never, never>,
    Hideable extends keyof F = never,
    // oxlint-disable-next-line typescript/no-explicit-any -- stays `any` when there is no `when`: see IsGiven
    When extends Condition = any,
    Said extends PropertyKey = never,
  >(
    id: Free<Id, (U | Outer)['id'] | Exits>,
    options: StepOptions<U | Outer, F, Hideable, When, Services, Said>,
  ): Chain<U | StepNode<Id, F, Hideable, IsGiven<When>>, Exits, Services, Kind, Outer>;

  /** Adds a step that is done at another site, such as a payment: its answer is what comes back. */
  external<
    const Id extends string,
    F extends Fields = Record<never, never>,
    // oxlint-disable-next-line typescript/no-explicit-any -- as in `step`
    When extends Condition = any,
  >(
    id: Free<Id, (U | Outer)['id'] | Exits>,
    options: ExternalOptions<U | Outer, F, When, Services>,
  ): Chain<U | StepNode<Id, F, never, IsGiven<When>>, Exits, Services, Kind, Outer>;

  /** Adds a page that ends the journey for those whom its `when` leads there. */
  exit<const Id extends string>(
    id: Free<Id, (U | Outer)['id'] | Exits>,
    options: ExitOptions<U | Outer, Services>,
  ): Chain<U, Exits | Id, Services, Kind, Outer>;

  /** Adds a fragment's nodes under an id of their own; the same fragment can be included twice. */
  include<
    const Id extends string,
    Inner extends Node,
    // oxlint-disable-next-line typescript/no-explicit-any -- as in `step`
    When extends Condition = any,
  >(
    id: Free<Id, (U | Outer)['id'] | Exits>,
    fragment: Fragment<Inner, Services>,
    options?: IncludeOptions<U | Outer, When>,
  ): Chain<U | PartNode<Id, Inner, IsGiven<When>>, Exits, Services, Kind, Outer>;

  /** Adds nodes under a title of their own, one task of a list of tasks; they stand where they would without it. */
  section<
    const Id extends string,
    Inner extends Node,
    InnerExits extends string,
    // oxlint-disable-next-line typescript/no-explicit-any -- as in `step`
    When extends Condition = any,
  >(
    id: Free<Id, (U | Outer)['id'] | Exits>,
    options: SectionOptions<U | Outer, When>,
    build: (
      inner: Chain<U, Exits | Id, Services, 'fragment', Outer>,
    ) => Chain<Inner, InnerExits, Services, 'fragment', Outer>,
  ): Chain<
    U | WithCondition<Exclude<Inner, U>, IsGiven<When>>,
    Exits | Id | InnerExits,
    Services,
    Kind,
    Outer
  >;

  /** Adds nodes that are asked once for each item ("add another"); inside, they see what stands around the group too. */
  repeat<
    const Id extends string,
    Inner extends Node,
    InnerExits extends string,
    // oxlint-disable-next-line typescript/no-explicit-any -- as in `step`
    When extends Condition = any,
  >(
    id: Free<Id, (U | Outer)['id'] | Exits>,
    options: GroupOptions<U | Outer, When, Services>,
    build: (
      item: Chain<never, Exits | Id, Services, 'fragment', U | Outer>,
    ) => Chain<Inner, InnerExits, Services, 'fragment', U | Outer>,
    whole?: WholeListOptions<U | Outer, Inner, Services>,
  ): Chain<U | GroupNode<Id, Inner, IsGiven<When>>, Exits, Services, Kind, Outer>;

  /**
   * Adds a value that is worked out from earlier answers, at once and always the same from the same answers on the same
   * day: a fee, a score. Texts, conditions, checks and `again` read it as an answer, and the handler gets it; nobody is asked for it.
   *
   * @param schema how it is compared and read out, as the schema of a field: `money('Fee')`
   * @param compute gives what the schema takes: undefined too where that has `.optional()`
   */
  value<
    const Id extends string,
    Schema extends core.$ZodType,
    // oxlint-disable-next-line typescript/no-explicit-any -- as in `step`
    When extends Condition = any,
  >(
    id: Free<Id, (U | Outer)['id'] | Exits>,
    schema: Schema,
    compute: (earlier: StoredAnswers<U | Outer>, context: ValueContext) => core.input<Schema>,
    options?: ValueOptions<U | Outer, When>,
  ): Chain<U | ValueNode<Id, Schema, IsGiven<When>>, Exits, Services, Kind, Outer>;

  /** Says how the wizard ends, and gives the finished, frozen definition. */
  complete(
    this: Kind extends 'wizard' ? unknown : 'a fragment is not completed: include it in a wizard',
    options: CompleteOptions<Answers<U>, Services, Rejectable<U>, Earlier<U>>,
  ): Wizard<Answers<U>, Services, StoredAnswers<U>>;

  /** Never there at run time: they hold types. */
  readonly '~nodes'?: U;
  readonly '~needs'?: (services: Services) => void;
}

/** A group of nodes to be included under an id, from any file. */
export interface Fragment<U extends Node, Services> {
  readonly '~nodes'?: U;
  readonly '~needs'?: (services: Services) => void;
}

/** Starts a wizard: `.step()`, `.section()`, `.repeat()` and their like in the order of the pages, then `.complete()`. */
export function wizard(options: WizardOptions): Chain<never, never, unknown, 'wizard'> {
  return typed<'wizard'>(options);
}

/** Starts a group of steps that wizards include, each under an id of its own. Its conditions see its own steps. */
export function fragment(): Chain<never, never, unknown, 'fragment'> {
  return typed<'fragment'>({});
}

/** The one place where the chain gets its types: what they promise is what the untyped chain does. */
function typed<Kind extends 'wizard' | 'fragment'>(options: object): Chain<never, never, unknown, Kind> {
  return chainOf(options, emptyDraft) as unknown as Chain<never, never, unknown, Kind>;
}
