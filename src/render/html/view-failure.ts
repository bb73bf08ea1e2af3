import { existsSync, readFileSync } from 'node:fs';
import { parseScript } from '../../parse-script.ts';
import ejs from 'ejs';
import { nearest } from '../../did-you-mean.ts';
import { isWizardError, WizardError } from '../../errors.ts';
import { isRecord } from '../../is-record.ts';

/** A failure of a view as data. */
export interface ViewFailure {
  /** `file:line`, or the file alone. */
  readonly place: string;
  /** What was thrown there. */
  readonly what: string;
  /** Whether those are Stepway's words, or name nothing but the view's own script; else they can hold what a visitor typed. */
  readonly holdsNoAnswer: boolean;
}

const failures = new WeakMap<Error, ViewFailure>();

/** What is known of an error of a view; undefined for any other one. */
export function viewFailureOf(thrown: unknown): ViewFailure | undefined {
  return thrown instanceof Error ? failures.get(thrown) : undefined;
}

/** An error of a view, with what is known of it. */
export function notedFailure(failure: ViewFailure, cause: unknown): WizardError {
  const error = new WizardError('VIEW_FAILED', `${failure.place}: ${failure.what}`, { cause });
  failures.set(error, failure);
  return error;
}

/** What is known where a view fails. */
interface AroundFailure {
  readonly placeOf: (line: number | undefined) => string;
  /** What the view calls `wizard`. */
  readonly model: unknown;
}

/**
 * What a view threw, as an error that names the place. EJS puts the outer view's place in front of the message at every level; the
 * innermost place is the one to fix.
 */
export function viewFailure(thrown: unknown, { placeOf, model }: AroundFailure): WizardError {
  const inner = viewFailureOf(thrown);
  if (inner !== undefined && isWizardError(thrown)) {
    thrown.message = `${inner.place}: ${inner.what}`;
    return thrown;
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const line = /:(\d+)\n/.exec(message)?.[1];
  const what = (line === undefined ? message.split('\n')[0] : message.split('\n\n').at(-1)) ?? '';
  const place = placeOf(line === undefined ? undefined : Number(line));
  const holdsNoAnswer = isWizardError(thrown) || (isOfEngine(thrown) && namesScriptOnly(what, place));
  return notedFailure({ place, what: `${what}${wayOn(what, model)}`, holdsNoAnswer }, thrown);
}

/** Whether the engine itself threw it: EJS makes the error anew with the place in its message, of the same class. */
function isOfEngine(thrown: unknown): boolean {
  return thrown instanceof Error && (thrown.name === 'ReferenceError' || thrown.name === 'TypeError');
}

/** Whether the engine's message says nothing but what stands in the script: a key that was worked out can be an answer. */
function namesScriptOnly(what: string, place: string): boolean {
  if (/^[\w$]+ is not defined$/.test(what)) return true;
  // Written as it stands in the script.
  if (/^[\w$.]+ is not (?:a function|iterable)$/.test(what)) return true;
  const name = /\(reading '([\w$]+)'\)$/.exec(what)?.[1];
  const file = place.replace(/:\d+$/, '');
  if (name === undefined || !existsSync(file)) return false;
  return new RegExp(`\\.${name.replaceAll('$', '\\$')}(?![\\w$])`).test(readFileSync(file, 'utf8'));
}

/** The way on from a name that is not defined and that the model has, or nearly has. */
function wayOn(what: string, model: unknown): string {
  const name = /^([\w$]+) is not defined$/.exec(what)?.[1];
  if (name === undefined || !isRecord(model)) return '';
  const meant = nearest(name, Object.keys(model));
  return meant === undefined ? '' : `; did you mean wizard.${meant}?`;
}

/** Where the script of a view cannot be read, and why. */
interface ViewFault {
  /** Counts from 1. */
  readonly line: number;
  readonly message: string;
}

/**
 * Finds what keeps a view from being compiled: EJS says in which file, not on which line.
 *
 * @returns undefined when the script can be read after all
 */
export function syntaxFaultIn(view: string): ViewFault | undefined {
  const unclosed = unclosedTag(view);
  if (unclosed !== undefined) return unclosed;
  // What its types leave out: the script that EJS makes of the view.
  const template = new ejs.Template(view, { compileDebug: true }) as unknown as {
    readonly source: string;
    generateSource(): void;
  };
  try {
    template.generateSource();
    parseScript(template.source, { ecmaVersion: 'latest', allowReturnOutsideFunction: true });
    return undefined;
  } catch (error) {
    // EJS says nothing of the line.
    if (!(error instanceof SyntaxError)) return { line: 1, message: firstLineOf(error) };
    // acorn's own property; the scripts of a view are marked with their lines as they stand in it.
    const { pos } = error as SyntaxError & { readonly pos: number };
    const marks = [...template.source.slice(0, pos).matchAll(/__line = (\d+)/g)];
    const line = Number(marks.at(-1)?.[1] ?? 1);
    const isAtEnd = template.source.slice(pos).trim() === '';
    const said = error.message.replace(/ \(\d+:\d+\)$/, '');
    return {
      line,
      message: isAtEnd ? 'a { or ( of a script is not closed before the end of the view' : said,
    };
  }
}

/** The first <% that the next tag, or the end of the view, follows before its %>; <%% and %%> are text. */
function unclosedTag(view: string): ViewFault | undefined {
  const tags = [...view.matchAll(/<%(?!%)(?:(?!<%|%>|%%>)[\s\S])*(?<end>%>)?/g)];
  const unclosed = tags.find(({ groups }) => groups?.['end'] === undefined);
  if (unclosed === undefined) return undefined;
  return { line: view.slice(0, unclosed.index).split('\n').length, message: 'a <% has no %>' };
}

function firstLineOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
