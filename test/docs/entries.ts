/** An entry of a list in the docs: `- **names** (notes): what it is.`, and the lines that stand under it. */
export interface Entry {
  /** What is printed bold at its beginning. */
  readonly title: string;
  /** What stands in brackets behind that, by its parts: the type of an option and its default. */
  readonly notes: readonly string[];
  readonly text: string;
  readonly below: readonly string[];
}

/** The lines below a heading, to the next one. */
function linesBelow(page: string, heading: string): readonly string[] {
  const lines = page.split('\n');
  const from = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, '') === heading);
  if (from === -1) throw new Error(`no heading "${heading}"`);
  const rest = lines.slice(from + 1);
  const end = rest.findIndex((line) => /^#+ /.test(line));
  return end === -1 ? rest : rest.slice(0, end);
}

/** The entries of the lists below a heading of a page. */
export function entriesBelow(page: string, heading: string): readonly Entry[] {
  const entries: (Entry & { readonly below: string[] })[] = [];
  for (const line of linesBelow(page, heading)) {
    const found = /^- \*\*([^*]+)\*\*(?: \((.+?)\))?(?:$|: (.*))/.exec(line);
    if (found !== null) {
      const [, title = '', notes = '', text = ''] = found;
      entries.push({ title, notes: notes.split('; '), text, below: [] });
    } else if (line.startsWith('  - ')) entries.at(-1)?.below.push(line.slice('  - '.length));
  }
  return entries;
}

/** The names that stand in a text as code. */
export const namesIn = (text = ''): readonly string[] =>
  [...text.matchAll(/`([a-z]\w*)`/gi)].map(([, name]) => name!);
