import { parse } from 'acorn';
import ejs from 'ejs';

/** Where the script of a view cannot be read, and why. */
export interface ViewFault {
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
  template.generateSource();
  try {
    parse(template.source, { ecmaVersion: 'latest', allowReturnOutsideFunction: true });
    return undefined;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
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

function unclosedTag(view: string): ViewFault | undefined {
  const begin = view.lastIndexOf('<%');
  if (begin < 0 || view.includes('%>', begin)) return undefined;
  return { line: view.slice(0, begin).split('\n').length, message: 'a <% has no %>' };
}
