import type { z } from 'zod';
import type { Json } from '../definition/answers.ts';
import type { FaultName, Field, FieldMeta, Option } from '../definition/field.ts';
import type { Fault } from '../fault.ts';
import type { FaultKey } from '../language/en/faults.ts';
import type { AnswerFault, FaultValue } from '../language/fault.ts';
import type { PageLanguage } from './display.ts';
import type { Inputs, RawValue, ReadingOptions } from './raw.ts';
import type { readings } from './reading/readings.js';
import type { SampleContext } from './sample.ts';

/** The files of an author's own control; `new URL('./view.ejs', import.meta.url)` names one beside the module. */
export interface ControlFiles {
  /** Its view, which gets `wizard` and `field` as the views of our controls do. */
  readonly view: URL;
  /**
   * Part of the page's script: a module that may export `prepare(field)`, called with the element of each field when a
   * page has come, and `read(raw, options)`, by which the server reads what was typed too.
   */
  readonly script?: URL | undefined;
  /** Part of the page's style. */
  readonly style?: URL | undefined;
}

/** The name of one of Stepway's ways to read what was typed: see `reading/readings.js`. */
export type ReadingName = keyof typeof readings;

/** What is left of a schema under its wrappers: what a visitor gives, as far as a control can tell. */
export type SchemaCore =
  | { readonly kind: 'string'; readonly format: string | undefined }
  | { readonly kind: 'number'; readonly isWhole: boolean }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'consent' }
  | { readonly kind: 'file'; readonly several: boolean }
  /** An answer of several parts, by name; `fix` says what to write where no control asks for it. */
  | { readonly kind: 'object'; readonly keys: readonly string[]; readonly fix: string }
  | { readonly kind: 'choice'; readonly values: readonly string[]; readonly several: boolean };

/** What is wrong with a value, whatever its field is called. */
export interface FoundFault {
  readonly code: FaultName;
  readonly fault: AnswerFault;
  /** The faulty ones of several inputs. */
  readonly parts?: readonly string[] | undefined;
}

/** A field of a control whose meta has these options. */
export type FieldWith<Options> = Omit<Field, 'meta'> & { readonly meta: FieldMeta & Options };

/** An input of a control that has several: its label, its width in characters, its autocomplete token. */
export interface PartView {
  readonly label: string;
  readonly width: 2 | 4;
  readonly autocomplete?: string | undefined;
}

/** One part of an answer that is an object, which is read as a field of its own. */
export interface AnswerPart {
  /** Its label is in English: conditions in words have it. */
  readonly meta: FieldMeta;
  /** False for what is no words: it is never shown, and compared with nothing. */
  readonly isWords?: boolean;
}

/** HTML attributes by name. */
export type Attributes = { readonly [attribute: string]: string };

/**
 * Everything about one kind of control: what it asks with, what it takes, how it is read and shown again. Whoever has
 * a field asks its control (`controlOf`), and nobody asks for a control by name.
 *
 * @typeParam Options what it understands in a field's meta beside what every field may say
 */
export interface ControlKind<Options = unknown> {
  readonly name: string;
  /** Its view, `views/fields/<view>.ejs`. */
  readonly view: string;
  /** Of an author's own control: the one of ours whose answers are like its own. */
  readonly like?: string;
  /** The files of an author's own control. */
  readonly files?: ControlFiles | undefined;
  /** Zod shapes of the meta's properties that are its own. */
  readonly options: { readonly [Option in keyof Options]: z.ZodType };
  /** Whether it takes the answers of a schema. */
  fits(core: SchemaCore): boolean;
  /** Whether a schema gets it when the meta names no control. */
  isDefaultFor?(core: SchemaCore, optionCount: number): boolean;
  /** What is wrong with a field of this control that its schema and options do not show by themselves. */
  faults?(field: FieldWith<Options>): readonly Fault[];

  readonly inputs: Inputs;
  /** Its inputs where they depend on the field. */
  inputsOf?(field: FieldWith<Options>): Inputs;
  /** How what was typed is read, on the server and in the page: by one of Stepway's readings, unless it has its own. */
  readonly reading: ReadingName;
  /** The reading of an author's own control, from its script. */
  readonly read?: ((raw: RawValue | undefined, options: ReadingOptions) => Json | undefined) | undefined;
  /** What its reading must know of the field, and of the page's language (BCP 47). */
  readingOptions?(field: FieldWith<Options>, language: string): ReadingOptions;
  /** How a front end's JSON is read where it is neither a scalar nor a flat list of scalars. */
  readJson?(given: unknown): Json | undefined;
  /** A number of a JSON front end as it is kept; without it as it came. */
  readNumber?(given: number): number;
  /**
   * What stands in the control when it is opened again: a stored answer as it would be typed in the page's language
   * (BCP 47), or so that it is read in every language when that is not known yet.
   */
  typed(answer: Json, field: FieldWith<Options>, language?: string): RawValue | undefined;

  /** What is said when there is no answer, and when it is not of the right kind. */
  readonly says: { readonly required: FaultKey; readonly invalid: FaultKey };
  /** What the elements of a list are called where there are too few or too many; options to choose by default. */
  readonly counts?: 'files';
  /** Says more exactly what is wrong with a value that its schema refused, or that could not be read at all. */
  faultOf?(value: Json | undefined, field: FieldWith<Options>): FoundFault | undefined;
  /** Holds a valid answer against the limits of its own options; `today` is an ISO date. */
  limitFault?(answer: Json, field: FieldWith<Options>, today: string): FoundFault | undefined;
  /** A schema's limit as a message shows it; by default the number. */
  limit?(limit: number, field: FieldWith<Options>): FaultValue;

  /** How a stored answer reads in a summary, a text for each line. */
  lines(answer: Json, field: FieldWith<Options>, page: PageLanguage): readonly string[];
  /** How what was typed reads. */
  typedLines(raw: RawValue, field: FieldWith<Options>, page: Pick<PageLanguage, 'say'>): readonly string[];
  /** What stands for no answer in a summary, where that is an answer too. */
  readonly whenLeft?: Json;
  /** Whose moments its answers are, in the words of conditions: "after" where numbers are "more than". */
  readonly order?: 'date' | 'time';

  /** Attributes of its input. */
  readonly attributes: Attributes;
  /** Attributes that depend on the field. */
  attributesOf?(field: FieldWith<Options>): Attributes;
  /** Its width in characters; without it the full line. */
  readonly width?: number;
  /** What stands before its input, such as a currency's sign. */
  prefix?(field: FieldWith<Options>, page: PageLanguage): string | undefined;
  /** What can be chosen; by default the field's own options. */
  choices?(field: FieldWith<Options>, page: PageLanguage): readonly Option[];
  /** One of its inputs, when it has several. */
  part?(part: string, field: FieldWith<Options>, page: Pick<PageLanguage, 'say'>): PartView;
  /** Of a control whose answer is an object: one of its parts as conditions, texts and samples know it, by its name. */
  partOf?(part: string, field: FieldWith<Options>): AnswerPart;
  /** Of a control whose answer is an object: a whole one with these parts, where a sample has the others. */
  sampleWith?(parts: { readonly [part: string]: Json }, sample: Json, field: FieldWith<Options>): Json;
  /** What its own view gets besides, as `field.own`. */
  own?(field: FieldWith<Options>, raw: RawValue | undefined, page: PageLanguage): object;
  /** Whether the page counts the characters that are left of the schema's limit. */
  readonly countsCharacters?: boolean;
  /** The most characters of a text whose schema names no limit; without it there is none. */
  readonly longest?: number;
  /** Whether its label is a longer text, with links and emphasis: what somebody agrees to. */
  readonly hasLongLabel?: boolean;
  /** Whether its label stands at its input, so that it cannot be the page's heading. */
  readonly keepsLabel?: boolean;
  /** Whether its answer agrees to what the page says, so that it is given anew when that changes. */
  readonly isAgreement?: boolean;
  /** Whether it is asked: a hidden one is carried along unseen. */
  readonly isHidden?: boolean;
  /** Whether only the visitor can give its answer: nothing fills it in for them. */
  readonly isVisitorsOwn?: boolean;
  /** Whether its answer is never put back into a page, nor shown. */
  readonly isSecret?: boolean;

  /** What JSON Schema and OpenAPI say of it beside its schema, label and hint. */
  jsonSchema?(field: FieldWith<Options>): { readonly [key: string]: unknown };
  /** By how much two numbers differ at least when the schema does not say. */
  readonly unit?: number;
  /** A plausible answer; most are valid, and the caller tries them. */
  sample(field: FieldWith<Options>, context: SampleContext): Json;
}
