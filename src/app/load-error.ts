import { readdirSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { nearest } from '../did-you-mean.ts';

const calls = [
  'uses',
  'facts',
  'step',
  'exit',
  'include',
  'section',
  'repeat',
  'value',
  'external',
  'complete',
];

/** A place in a file: lines and columns count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/**
 * What was thrown while a wizard file was loaded, in one line of an author's words.
 *
 * @param folder paths are given relative to it
 */
export function loadErrorWords(error: unknown, folder: string): string {
  if (!(error instanceof Error))
    return `it threw ${JSON.stringify(error) ?? String(error)}, which is no Error`;
  const said = (error.message.split('\n')[0] ?? '').replace(/^ParseError: /, '').trim();
  return notThere(said, error, folder) ?? notACall(said) ?? said;
}

/** An import of a file or package that cannot be found. */
function notThere(said: string, error: Error, folder: string): string | undefined {
  const name = /^Cannot find (?:module|package) '([^']+)'/.exec(said)?.[1];
  if (name === undefined) return undefined;
  if (!/^[./]/.test(name))
    return `it imports "${name}", which is not installed; correct the name, or run npm install ${name}`;
  // What Node's loader says of the files that led to it.
  const [from] = 'requireStack' in error && Array.isArray(error.requireStack) ? error.requireStack : [];
  const written = isAbsolute(name) ? relative(folder, name) : name;
  return `it imports ${fileNotThere(written, typeof from === 'string' ? from : join(folder, 'it'))}`;
}

/**
 * That a file which is imported is not there, and the one beside it that was probably meant.
 *
 * @param written the path as it is written
 * @param from the file in which it is
 */
export function fileNotThere(written: string, from: string): string {
  const there = filesIn(resolve(dirname(from), dirname(written)));
  const near = nearest(basename(written), there);
  const start = written.slice(0, -basename(written).length);
  const fix = near === undefined ? 'correct the path' : `did you mean "${start}${near}"?`;
  return `"${written}", which is not there; ${fix}`;
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** A misspelt call of the chain. */
function notACall(said: string): string | undefined {
  const name = /\)\.(\w+) is not a function$/.exec(said)?.[1];
  if (name === undefined) return undefined;
  const meant = nearest(name, calls);
  return meant === undefined
    ? `there is no .${name}() here`
    : `there is no .${name}(); did you mean .${meant}()?`;
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
