import type { Fault } from '../definition/model.ts';

/** A place in a file: lines and columns count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/**
 * Where in its file a fault stands, found in the text: a definition is data and does not know where it was written.
 *
 * @param source the text of the wizard's file
 * @returns the nearest place that can be told: the field, what the message quotes, the step; undefined when none can
 */
export function placeOfFault(
  source: string,
  fault: Pick<Fault, 'step' | 'field' | 'message'>,
): Place | undefined {
  const block = blockOf(source, fault);
  if (block === undefined) return undefined;
  const { start, end } = block;
  const text = source.slice(start, end);
  const inField = fault.field === undefined ? undefined : text.search(propertyNamed(fault.field));
  if (inField !== undefined && inField >= 0) return placeAt(source, start + inField);
  const quoted = /"([^"]+)"/.exec(fault.message)?.[1];
  const inQuoted = quoted === undefined ? -1 : text.search(mentionOf(quoted));
  if (inQuoted >= 0) return placeAt(source, start + inQuoted);
  const inWhen = fault.message.startsWith('its when') ? text.search(propertyNamed('when')) : -1;
  return placeAt(source, start + Math.max(0, inWhen));
}

/**
 * Where an error was thrown, from its message (a parser's) or its stack: the first place that is no library's.
 *
 * @returns undefined when neither names a file
 */
export function placeOfError(error: unknown): (Place & { readonly file: string }) | undefined {
  if (!(error instanceof Error)) return undefined;
  const text = `${error.message}\n${error.stack ?? ''}`;
  for (const [, file, line, column] of text.matchAll(
    /(?:file:\/\/)?(\/[^\s():]+|[A-Z]:\\[^\s():]+):(\d+):(\d+)/g,
  )) {
    const isOurs = file !== undefined && !file.includes('node_modules') && /\.[mc]?[jt]s$|\.ejs$/.test(file);
    if (isOurs) return { file, line: Number(line), column: Number(column) };
  }
  return undefined;
}

/** The text of a step (or of the whole wizard): from its own call to the next. */
function blockOf(
  source: string,
  { step, message }: Pick<Fault, 'step' | 'message'>,
): { start: number; end: number } | undefined {
  const beginning = /options of complete\(\)/.test(message) ? /\.complete\(/g : /\b(?:wizard|fragment)\s*\(/g;
  const call =
    step === undefined
      ? beginning
      : new RegExp(`\\.(?:step|exit|include)\\(\\s*(['"\`])${escaped(step.split('/')[0] ?? '')}\\1`, 'g');
  const calls = [...source.matchAll(call)];
  // An id that is used twice is at fault where it comes again.
  const start = (message.includes('is already used; give one') ? calls.at(-1) : calls[0])?.index;
  if (start === undefined) return undefined;
  const next = source.slice(start + 1).search(/\.(?:step|exit|include|complete)\(/);
  return { start, end: next < 0 ? source.length : start + 1 + next };
}

function propertyNamed(name: string): RegExp {
  return new RegExp(`(?<![\\w$.])(['"]?)${escaped(name)}\\1\\s*(?::|\\()`);
}

/** A dotted reference as authors write it, or any other word. */
function mentionOf(words: string): RegExp {
  const last = words.split(/[./]/).at(-1) ?? words;
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
