import { readFileSync } from 'node:fs';

/** A view's text with the views that it includes put in. */
export interface WholeView {
  readonly text: string;
  /** Where each of its lines stands: `file:line`. */
  readonly places: readonly string[];
}

/** `<%- include('parts/rows', { rows }) -%>`; a name that is made at run time is included then. */
const includes = /<%-\s*include\('([\w/.-]+)'(?:,\s*(\{[^%]*\}))?\)\s*(-?%>)/g;

/**
 * Puts what a view includes by a fixed name into its text, as far down as there are includes: one function writes it
 * all then. What has its own ideas of the script around it (`return`, `var`) is left to be included at run time.
 *
 * @param partialOf the file of a part; undefined when there is none, which is said only where it is included
 */
export function wholeView(file: string, partialOf: (name: string) => string | undefined): WholeView {
  const lines = expand(file, partialOf, []);
  return { text: lines.map(({ text }) => text).join('\n'), places: lines.map(({ place }) => place) };
}

interface Line {
  text: string;
  readonly place: string;
}

function expand(
  file: string,
  partialOf: (name: string) => string | undefined,
  within: readonly string[],
): Line[] {
  const view = readFileSync(file, 'utf8');
  const around = [...within, file];
  const lines: Line[] = [];
  let line = 1;
  /** Adds text of this view: its first line goes on with the one before. */
  const add = (text: string) => {
    text.split('\n').forEach((part, index) => {
      if (index > 0) line += 1;
      const last = lines.at(-1);
      if (index === 0 && last !== undefined) last.text += part;
      else lines.push({ text: part, place: `${file}:${line}` });
    });
  };
  let done = 0;
  for (const match of view.matchAll(includes)) {
    const [tag, name = '', extra, end = ''] = match;
    const partial = partialOf(name);
    if (partial === undefined || around.includes(partial) || !canStandWithin(partial)) continue;
    add(view.slice(done, match.index));
    const inner = expand(partial, partialOf, around);
    // The lines change within scripts, where a new line writes nothing.
    add(`<% ${opening(extra, around.length)}`);
    lines.push({ ...inner[0]!, text: `%>${inner[0]!.text}` }, ...inner.slice(1));
    lines.at(-1)!.text += '<%';
    line += tag.split('\n').length - 1;
    lines.push({ text: `${extra === undefined ? '}' : '}}}'} ${end}`, place: `${file}:${line}` });
    done = match.index + tag.length;
  }
  add(view.slice(done));
  return lines;
}

/** What is handed on becomes the part's locals, also for what it includes at run time. */
function opening(extra: string | undefined, depth: number): string {
  if (extra === undefined) return '{';
  const outer = `__locals${depth}`;
  return (
    `{ const ${outer} = locals, __extra = ${extra}; { ` +
    `const locals = { ...${outer}, ...__extra, include: (name, more) => ${outer}.include(name, { ...__extra, ...more }) }; ` +
    'const { wizard, field, include } = locals; {'
  );
}

function canStandWithin(file: string): boolean {
  return !/\b(?:return|var)\b/.test(readFileSync(file, 'utf8'));
}
