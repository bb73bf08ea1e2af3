import type { core } from 'zod';
import type { WizardDefinition } from '../model.ts';
import type { Fields, Ref, StepRefs, GroupRef } from './references.ts';

/** What names a group among earlier nodes: it fits where they have that group. */
export interface OfGroup<Earlier> {
  /** Never there at run time: it holds a type. */
  readonly '~earlier'?: (earlier: Earlier) => void;
}

/** What loads its options with the host's services and earlier answers: it fits where they are there. */
export interface Loading<Services, Stored> {
  /** Never there at run time: it holds a type. */
  readonly '~loads'?: (given: { readonly services: Services; readonly earlier: Stored }) => void;
}

/** The fields of a step that comes after these nodes: those whose options depend on earlier answers name such. */
export type FieldsAfter<U extends Node, Services> = {
  readonly [name: string]: core.$ZodType & OfGroup<Earlier<U>> & Loading<Services, StoredAnswers<U>>;
};

/** Flattens an intersection, so that it reads well in messages. */
export type Simplify<Type> = { [Key in keyof Type]: Type[Key] } & {};

type OptionalNames<Values, Hideable> = {
  [Name in keyof Values]: Name extends Hideable ? Name : undefined extends Values[Name] ? Name : never;
}[keyof Values];

type WithOptional<Values, Hideable> = Simplify<
  { readonly [Name in Exclude<keyof Values, OptionalNames<Values, Hideable>>]: Values[Name] } & {
    readonly [Name in OptionalNames<Values, Hideable>]?: Values[Name];
  }
>;

/** What a step's schemas make of its answers; fields that can be hidden are optional. */
export type Outputs<F extends Fields, Hideable> = WithOptional<
  { [Name in keyof F]: core.output<F[Name]> },
  Hideable
>;

/** What is stored of a step: its schemas' inputs; fields that can be hidden are optional. */
export type Inputs<F extends Fields, Hideable> = WithOptional<
  { [Name in keyof F]: core.input<F[Name]> },
  Hideable
>;

/** What the chain knows of one node: its references, its parsed and its stored answers, whether it has a `when`. */
export interface Node<
  Id extends string = string,
  Refs = unknown,
  Output = unknown,
  Input = unknown,
  IsConditional extends boolean = boolean,
> {
  readonly id: Id;
  readonly refs: Refs;
  readonly output: Output;
  readonly input: Input;
  readonly conditional: IsConditional;
}

/** A step, as an interface so that a long union of them stays cheap. */
export interface StepNode<
  Id extends string,
  F extends Fields,
  Hideable extends PropertyKey,
  IsConditional extends boolean,
> extends Node<Id, StepRefs<F>, Outputs<Asked<F>, Hideable>, Inputs<Asked<F>, Hideable>, IsConditional> {}

/** The fields of a step without the texts between them. */
type Asked<F extends Fields> = {
  readonly [Name in keyof F as F[Name] extends { readonly '~content': true } ? never : Name]: F[Name];
};

/** An included part: its nodes' answers stand under its id. */
export interface PartNode<Id extends string, U extends Node, IsConditional extends boolean> extends Node<
  Id,
  Earlier<U>,
  Answers<U>,
  StoredAnswers<U> & { readonly '~part'?: never },
  IsConditional
> {
  /** Never there at run time: it tells what has steps in it from a step. */
  readonly '~part': true;
}

/** A group: its answers are a list, one entry for each item. */
export interface GroupNode<Id extends string, U extends Node, IsConditional extends boolean> extends Node<
  Id,
  GroupRef<Earlier<U>>,
  readonly Answers<U>[],
  readonly StoredAnswers<U>[],
  IsConditional
> {
  /** Never there at run time: as in `PartNode`, what stands in it has keys of its own. */
  readonly '~part': true;
}

/** A computed value: it is read and handed over as any answer. */
export interface ValueNode<
  Id extends string,
  Schema extends core.$ZodType,
  IsConditional extends boolean,
> extends Node<Id, Ref<Schema>, core.input<Schema>, core.input<Schema>, IsConditional> {
  /** Never there at run time: nobody answers it, so that nothing can be said against it. */
  readonly '~value': true;
}

/** What the host says of a visitor: it is read and handed over as the answers of a step, and nobody answers it. */
export interface FactsNode<F extends Fields> extends Node<
  'facts',
  StepRefs<F>,
  Inputs<F, never>,
  Inputs<F, never> & { readonly '~facts'?: never },
  false
> {
  /** Never there at run time: as in `ValueNode`. */
  readonly '~value': true;
}

/** Nodes of a section that has a `when`: each is there only when the section is. */
export type WithCondition<N extends Node, IsConditional extends boolean> = IsConditional extends true
  ? { readonly [Name in keyof N]: Name extends 'conditional' ? true : N[Name] }
  : N;

/** References to the answers of every node so far, by id. */
export type Earlier<U extends Node> = EarlierOf<U['id'], U>;
type EarlierOf<Ids extends string, U extends Node> = {
  readonly [Id in Ids]: Extract<U, { readonly id: Id }>['refs'];
};

type ById<U extends Node, Side extends 'input' | 'output'> = Simplify<
  { readonly [N in U as N['conditional'] extends true ? never : N['id']]: N[Side] } & {
    readonly [N in U as N['conditional'] extends true ? N['id'] : never]?: N[Side];
  }
>;

/** Nodes without those that ask for nothing: pages of information, and parts of nothing else. */
type Asking<U extends Node> = U extends Node ? ([keyof U['output']] extends [never] ? never : U) : never;

/** The parsed answers of finished nodes; those with a `when` are optional. */
export type Answers<U extends Node> = ById<Asking<U>, 'output'>;

/** The stored answers of earlier nodes; those with a `when` are optional. */
export type StoredAnswers<U extends Node> = ById<U, 'input'>;

type PartIds<U extends Node> = U extends { readonly '~part': true } ? U['id'] : never;

type StepMessages<U extends Node> = {
  readonly [
    N in U as N extends { readonly '~part': true } | { readonly '~value': true } ? never : N['id']
  ]?: {
    readonly [Name in keyof N['output'] | '']?: string;
  };
};

/** What a handler may send back: messages by step, then field; below a part (`home/country`) the names are free. */
export type Rejectable<U extends Node> = [PartIds<U>] extends [never]
  ? StepMessages<U>
  : StepMessages<U> & {
      readonly [Key in `${PartIds<U>}/${string}`]?: { readonly [field: string]: string };
    };

/** `Id` itself, unless it is taken: then a type that says so. */
export type Free<Id extends string, Taken extends string> = Id extends Taken
  ? `the id '${Id}' is already used in this wizard`
  : Id;

/** Whether a `when` was given: its type parameter stays `any` otherwise. */
export type IsGiven<When> = 0 extends 1 & When ? false : true;

/** A finished wizard that knows the type of its answers, parsed and stored, and of the services that it needs. */
export interface Wizard<Answers, Services = unknown, Stored = unknown> extends WizardDefinition {
  /** Never there at run time: they hold types. */
  readonly '~answers'?: Answers;
  readonly '~services'?: Services;
  readonly '~stored'?: Stored;
}

type TakesServices<W> = W extends { readonly '~services'?: infer Services }
  ? (services: Exclude<Services, undefined>) => void
  : never;

/** The services that wizards need together, by their `.uses<…>()`: of a union of wizards those of each; `unknown` for none. */
export type NeededServices<W> = [TakesServices<W>] extends [never]
  ? unknown
  : [TakesServices<W>] extends [(services: infer Services) => void]
    ? Services
    : never;

/** The option `services` as these wizards need it; it may be left out when they need none. */
export type ServicesOption<W> =
  unknown extends NeededServices<W>
    ? { readonly services?: unknown }
    : { readonly services: NeededServices<W> };

/**
 * The finished answers of a wizard, as its `run` gets them: what the schemas made of them, by step and field. A step
 * with a `when` is optional.
 */
export type InferAnswers<W> = W extends { readonly '~answers'?: infer Answers }
  ? Exclude<Answers, undefined>
  : never;
