import type { core } from 'zod';
import type { Condition } from '../answers.ts';
import type { Fragment } from './builder.ts';
import type {
  CompleteOptions,
  ExitOptions,
  GroupOptions,
  IncludeOptions,
  SectionOptions,
  StepOptions,
  WholeListOptions,
  WizardOptions,
} from './call-options.ts';
import { emptyDraft } from './draft.ts';
import type {
  Answers,
  Earlier,
  FieldsAfter,
  Free,
  GroupNode,
  IsGiven,
  Node,
  PartNode,
  Rejectable,
  StepNode,
  StoredAnswers,
  ValueNode,
  WithCondition,
  Wizard,
} from './types.ts';
import { treeChainOf } from './untyped-chain.ts';

/** What `.value()` may be given. */
export interface ValueOptions<U extends Node, When extends Condition> {
  readonly when?: (earlier: Earlier<U>) => Condition & When;
}

/**
 * The chain with everything that a tree can hold. Ours alone until values are shown: then it takes the place of
 * `Chain`.
 *
 * `Outer` is what can be seen besides what was added to this very chain: inside a group, what stands around it.
 */
export interface TreeChain<U extends Node, Exits extends string, Outer extends Node, Services> {
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
  ): TreeChain<U | StepNode<Id, F, Hideable, IsGiven<When>>, Exits, Outer, Services>;

  exit<const Id extends string>(
    id: Free<Id, (U | Outer)['id'] | Exits>,
    options: ExitOptions<U | Outer>,
  ): TreeChain<U, Exits | Id, Outer, Services>;

  include<
    const Id extends string,
    Inner extends Node,
    // oxlint-disable-next-line typescript/no-explicit-any -- as in `step`
    When extends Condition = any,
  >(
    id: Free<Id, (U | Outer)['id'] | Exits>,
    fragment: Fragment<Inner, Services>,
    options?: IncludeOptions<U | Outer, When>,
  ): TreeChain<U | PartNode<Id, Inner, IsGiven<When>>, Exits, Outer, Services>;

  /** Adds nodes under a title of their own; they stand where they would stand without it. */
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
      inner: TreeChain<U, Exits | Id, Outer, Services>,
    ) => TreeChain<Inner, InnerExits, Outer, Services>,
  ): TreeChain<U | WithCondition<Exclude<Inner, U>, IsGiven<When>>, Exits | Id | InnerExits, Outer, Services>;

  /** Adds nodes that are asked once for each item. */
  repeat<
    const Id extends string,
    Inner extends Node,
    InnerExits extends string,
    // oxlint-disable-next-line typescript/no-explicit-any -- as in `step`
    When extends Condition = any,
  >(
    id: Free<Id, (U | Outer)['id'] | Exits>,
    options: GroupOptions<U | Outer, When>,
    build: (
      item: TreeChain<never, Exits | Id, U | Outer, Services>,
    ) => TreeChain<Inner, InnerExits, U | Outer, Services>,
    whole?: WholeListOptions<U | Outer, Inner, Services>,
  ): TreeChain<U | GroupNode<Id, Inner, IsGiven<When>>, Exits, Outer, Services>;

  /** Adds a value that is worked out from earlier answers, at once and always the same from the same answers. */
  value<
    const Id extends string,
    Schema extends core.$ZodType,
    // oxlint-disable-next-line typescript/no-explicit-any -- as in `step`
    When extends Condition = any,
  >(
    id: Free<Id, (U | Outer)['id'] | Exits>,
    schema: Schema,
    compute: (earlier: StoredAnswers<U | Outer>) => core.input<Schema> | undefined,
    options?: ValueOptions<U | Outer, When>,
  ): TreeChain<U | ValueNode<Id, Schema, IsGiven<When>>, Exits, Outer, Services>;

  complete(
    options: CompleteOptions<Answers<U>, Services, Rejectable<U>, Earlier<U>>,
  ): Wizard<Answers<U>, Services, StoredAnswers<U>>;

  /** Never there at run time: it holds a type. */
  readonly '~nodes'?: U;
}

/** Starts a wizard that may hold values. */
export function treeWizard(options: WizardOptions): TreeChain<never, never, never, unknown> {
  // What the types promise is what the untyped chain does; see `builder.ts`.
  return treeChainOf(options, emptyDraft) as unknown as TreeChain<never, never, never, unknown>;
}
