import { relative } from 'node:path';
import { didYouMean, nearest } from '../did-you-mean.ts';
import * as makers from '../definition/write/makers.ts';

const makerNames = ['wizard', 'fragment', 'and', 'or', 'not', ...Object.keys(makers)];
const calls = ['uses', 'step', 'exit', 'include', 'complete'];

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
  return notThere(said, folder) ?? notExported(said) ?? notACall(said) ?? said;
}

/** An import of a file or package that cannot be found. */
function notThere(said: string, folder: string): string | undefined {
  const name = /^Cannot find (?:module|package) '([^']+)'/.exec(said)?.[1];
  if (name === undefined) return undefined;
  if (name.startsWith('/') || name.startsWith('.')) {
    const file = name.startsWith('/') ? relative(folder, name) : name;
    return `it imports "${file}", which is not there; correct the path`;
  }
  return `it imports "${name}", which is not installed; correct the name, or run npm install ${name}`;
}

/** A call of an import that the module does not export: the compiled text stands in the message. */
function notExported(said: string): string | undefined {
  const [, module, name] = /^\(0 , _(\w+?)\d*\.(\w+)\) is not a function/.exec(said) ?? [];
  if (module === undefined || name === undefined) return undefined;
  if (module !== 'stepway') return `"${name}" is not exported by the file that it is imported from`;
  return `stepway does not export "${name}"${didYouMean(name, makerNames)}`;
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
