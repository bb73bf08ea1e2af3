import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { placeWords } from '../definition/check/check.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { WizardError } from '../errors.ts';
import { filesOfWizard, type SourceFile } from './files-of-wizard.ts';
import type { Fault } from '../fault.ts';
import { placeOfError, type Place } from './load-error.ts';
import type { LoadedWizard } from './load-wizards.ts';

/** A fault with the file that it is in, and the place there when it can be found. */
export interface PlacedFault extends Fault {
  readonly file: string;
  readonly place?: Place | undefined;
}

/**
 * The faults of a loaded wizard with their places, in the order of its files and their lines. A warning is left out where
 * the file allows it: `// stepway-allow unused-answer` on its line, or on the one before.
 */
export function placedFaults(loaded: LoadedWizard): readonly PlacedFault[] {
  const { file, faults } = loaded;
  if (faults.length === 0) return [];
  const sources = filesOfWizard(file);
  const lineNumber = ({ place }: PlacedFault) => place?.line ?? 0;
  const fileNumber = (fault: PlacedFault) => sources.findIndex((each) => each.file === fault.file);
  return faults
    .map((fault) => placed(fault, loaded, sources))
    .filter((fault) => fault.severity === 'error' || !isAllowed(fault))
    .sort((one, other) => fileNumber(one) - fileNumber(other) || lineNumber(one) - lineNumber(other));
}

/** `wizards/visa.ts:12:5, step "travel", field "arrival": what is wrong and the fix [unknown-step]` */
export function lineOf(fault: PlacedFault): string {
  const { file, place, severity, message, code } = fault;
  const where = [place === undefined ? file : `${file}:${place.line}:${place.column}`, ...placeWords(fault)];
  return `${where.join(', ')}: ${severity === 'warning' ? 'warning: ' : ''}${message} [${code}]`;
}

/**
 * The definitions of loaded files.
 *
 * @throws WizardError DEFINITION_INVALID with every error of every file, and its place
 */
export function definitionsOf(loaded: readonly LoadedWizard[]): readonly WizardDefinition[] {
  const errors = loaded.flatMap(placedFaults).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new WizardError('DEFINITION_INVALID', errors.map(lineOf).join('\n'));
  return loaded.flatMap(({ definition }) => (definition === undefined ? [] : [definition]));
}

/** The text of a file that faults were found in; empty when it is gone. */
export function sourceOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** The fault of a file of texts, at the key of the text. */
export function placedInTexts(fault: Fault, file: string): PlacedFault {
  return { ...fault, file, place: placeOfKey(file, fault.text) };
}

function placed(fault: Fault, { file, error }: LoadedWizard, sources: readonly SourceFile[]): PlacedFault {
  if (fault.textFile !== undefined) return placedInTexts(fault, fault.textFile);
  // What keeps a file from being loaded is placed by the error itself.
  for (const source of fault.code === 'unloadable' ? [] : sources) {
    const place = placeOfFault(source.text, fault);
    if (place !== undefined) return { ...fault, file: source.file, place };
  }
  const thrownAt = fault.code === 'unloadable' ? placeOfError(error) : undefined;
  if (thrownAt?.file !== resolve(file)) return { ...fault, file };
  return { ...fault, file, place: { line: thrownAt.line, column: thrownAt.column } };
}

function isAllowed({ file, place, code }: PlacedFault): boolean {
  if (place === undefined) return false;
  const lines = sourceOf(file).split('\n');
  const allows = new RegExp(`//.*\\bstepway-allow\\b[^/]*\\b${code}\\b`);
  return [lines[place.line - 1], lines[place.line - 2]].some(
    (text) => text !== undefined && allows.test(text),
  );
}

/**
 * Where in its file a fault stands, found in the text: a definition is data and does not know where it was written.
 *
 * @param source the text of the wizard's file
 * @returns the nearest place that can be told: the field, the word or the option that is at fault, the step; undefined
 *   when none can
 */
export function placeOfFault(source: string, fault: Omit<Fault, 'message'>): Place | undefined {
  const block = blockOf(source, fault);
  if (block === undefined) return undefined;
  const { field, ref, word = ref?.join('.'), property } = fault;
  const text = source.slice(block.start, block.end);
  const found = [
    field === undefined ? -1 : text.search(propertyNamed(field)),
    word === undefined ? -1 : text.search(mentionOf(word)),
    property === undefined ? -1 : text.search(propertyNamed(property)),
  ];
  return placeAt(source, block.start + (found.find((index) => index >= 0) ?? 0));
}

/** Where a word stands in a text; undefined when it does not. */
export function placeOfMention(source: string, word: string): Place | undefined {
  const index = source.search(mentionOf(word));
  return index < 0 ? undefined : placeAt(source, index);
}

/** Where a key stands in a file of texts; undefined where it does not. */
function placeOfKey(file: string, key: string | undefined): Place | undefined {
  const source = sourceOf(file);
  const index = key === undefined ? -1 : source.indexOf(`${JSON.stringify(key)}:`);
  return index < 0 ? undefined : placeAt(source, index);
}

/** The calls that add what a fault can stand in. */
const nodeCalls = 'step|exit|include|section|repeat|external|value';

/** The text of a step, of `complete()` or of the wizard: from its own call to the next. */
function blockOf(
  source: string,
  { step, call, code, word }: Omit<Fault, 'message'>,
): { start: number; end: number } | undefined {
  if (code === 'unknown-import') return word === undefined ? undefined : { start: 0, end: source.length };
  const start = call === 'complete' ? /\.complete\(/g : /\b(?:wizard|fragment)\s*\(/g;
  const pattern =
    step === undefined
      ? start
      : new RegExp(`\\.(?:${nodeCalls})\\(\\s*(['"\`])${escaped(step.split('/')[0] ?? '')}\\1`, 'g');
  const calls = [...source.matchAll(pattern)];
  // An id that is used twice is at fault where it comes again.
  const outer = (code === 'duplicate-id' ? calls.at(-1) : calls[0])?.index;
  if (outer === undefined) return undefined;
  const first = innermost(source, outer, step?.split('/').slice(1) ?? []);
  const next = source.slice(first + 1).search(new RegExp(`\\.(?:${nodeCalls}|facts|complete)\\(`));
  return { start: first, end: next < 0 ? source.length : first + 1 + next };
}

/** The call of a step that stands within another one, as in a list; the outer one where it was written elsewhere. */
function innermost(source: string, outer: number, ids: readonly string[]): number {
  const [id, ...deeper] = ids;
  if (id === undefined) return outer;
  const within = source.slice(outer, endOfCall(source, outer));
  const inner = within.search(new RegExp(`\\.(?:${nodeCalls})\\(\\s*(['"\`])${escaped(id)}\\1`));
  return inner < 0 ? outer : innermost(source, outer + inner, deeper);
}

/** Where the brackets of a call close; those in its texts are none. */
function endOfCall(source: string, start: number): number {
  const open = source.indexOf('(', start);
  let depth = 0;
  const marks = /(['"`])(?:\\.|(?!\1)[\s\S])*\1|\/\/.*|\/\*[\s\S]*?\*\/|[()]/g;
  for (const { 0: mark, index } of source.slice(open).matchAll(marks)) {
    if (mark === '(') depth += 1;
    if (mark === ')') depth -= 1;
    if (depth === 0) return open + index + 1;
  }
  return source.length;
}

function propertyNamed(name: string): RegExp {
  return new RegExp(`(?<![\\w$.])(['"]?)${escaped(name)}\\1\\s*(?::|\\()`);
}

/** A dotted reference as authors write it, or any other word. */
function mentionOf(words: string): RegExp {
  const last = words.startsWith('.') ? words : (words.split(/[./]/).at(-1) ?? words);
  return new RegExp(`(?<![\\w$])${escaped(words)}(?![\\w$])|(?<![\\w$])${escaped(last)}(?![\\w$])`);
}

function placeAt(source: string, index: number): Place {
  const before = source.slice(0, index).split('\n');
  const isCall = source[index] === '.' ? 1 : 0;
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 + isCall };
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
