import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Comment, ExportNamedDeclaration, ImportDeclaration, Program } from 'acorn';
import { parseScript } from '../parse-script.ts';

/** The texts of modules and of what they import, by their addresses. */
export type Sources = ReadonlyMap<string, string>;

/** Reads modules and what they import, without a parser: a comment may bring in a file too many. */
export function readModules(modules: readonly URL[]): Sources {
  const sources = new Map<string, string>();
  const add = (module: URL) => {
    if (sources.has(module.href) || !existsSync(module)) return;
    const text = readFileSync(module, 'utf8');
    sources.set(module.href, text);
    for (const [, from = ''] of text.matchAll(relativePath)) add(new URL(from, module));
  };
  modules.forEach(add);
  return sources;
}

const relativePath = /\b(?:from|import)\s*['"](\.[^'"]+)['"]/g;

/** Modules that run in a browser, joined into one script. */
export interface Joined {
  /** Statements that make a constant of each module: an object of what it exports. */
  readonly script: string;
  /** The constant of one of the modules that were asked for. */
  readonly nameOf: (module: URL) => string;
  /** What each of the modules that were asked for exports. */
  readonly exportsOf: (module: URL) => readonly string[];
}

/**
 * Joins modules and what they import into one script, each in a scope of its own, in the order in which they need one
 * another: so that the page's script runs the very code of the server, with no step that builds it. Comments are left
 * out. A module may import others by relative paths, and export functions and constants by their names.
 *
 * @throws Error with the file and the line of what cannot be joined
 */
export function joinModules(modules: readonly URL[], sources: Sources = readModules(modules)): Joined {
  const joined = new Map<string, Module>();
  for (const module of modules) add(module, { sources, joined, above: [] });
  const moduleAt = (module: URL) => joined.get(module.href)!;
  return {
    script: [...joined.values()].map(({ script }) => script).join(''),
    nameOf: (module) => moduleAt(module).name,
    exportsOf: (module) => moduleAt(module).exported,
  };
}

interface Module {
  readonly name: string;
  readonly exported: readonly string[];
  readonly script: string;
}

interface Joining {
  readonly sources: Sources;
  readonly joined: Map<string, Module>;
  /** Those that the module is imported by, from the first to the last. */
  readonly above: readonly string[];
}

function add(module: URL, joining: Joining): Module {
  const { sources, joined, above } = joining;
  const known = joined.get(module.href);
  if (known !== undefined) return known;
  if (above.includes(module.href))
    throw new Error(`${fileURLToPath(module)}: it imports itself, by way of others`);
  const text = sources.get(module.href) ?? readFileSync(module, 'utf8');
  const { comments, program } = parsed(module, text);
  const gone: Range[] = [...comments];
  const exported: string[] = [];
  const needed: string[] = [];
  for (const node of program.body) {
    const line = text.slice(0, node.start).split('\n').length;
    const refuse = (why: string) => new Error(`${fileURLToPath(module)}:${line}: ${why}`);
    if (node.type === 'ImportDeclaration') {
      const imported = importedBy(node, refuse);
      const { name } = add(new URL(imported.from, module), { ...joining, above: [...above, module.href] });
      needed.push(`const { ${imported.names.join(', ')} } = ${name};\n`);
      gone.push(node);
    } else if (node.type === 'ExportNamedDeclaration') {
      exported.push(...exportedBy(node, refuse));
      // Only the word goes: what is declared stays.
      gone.push({ start: node.start, end: node.declaration?.start ?? node.end });
    } else if (node.type === 'ExportDefaultDeclaration' || node.type === 'ExportAllDeclaration') {
      throw refuse('export functions and constants by their names');
    }
  }
  const name = `module${joined.size + 1}`;
  const body = cut(text, gone).trim();
  const script = `const ${name} = (() => {\n${needed.join('')}${body}\nreturn { ${exported.join(', ')} };\n})();\n`;
  const made = { name, exported, script };
  joined.set(module.href, made);
  return made;
}

type Refuse = (why: string) => Error;

function importedBy(
  node: ImportDeclaration,
  refuse: Refuse,
): { readonly from: string; readonly names: readonly string[] } {
  const from = String(node.source.value);
  if (!/^\.\.?\//.test(from))
    throw refuse(`a page cannot import "${from}"; import a file beside it, by a relative path`);
  const names = node.specifiers.map((each) => {
    if (each.type !== 'ImportSpecifier' || each.imported.type !== 'Identifier')
      throw refuse('import by names: { … }');
    const { name } = each.imported;
    return each.local.name === name ? name : `${name}: ${each.local.name}`;
  });
  return { from, names };
}

function exportedBy({ declaration }: ExportNamedDeclaration, refuse: Refuse): readonly string[] {
  if (declaration?.type === 'FunctionDeclaration') return [declaration.id.name];
  if (declaration?.type !== 'VariableDeclaration')
    throw refuse('export functions and constants by their names');
  return declaration.declarations.map(({ id }) => {
    if (id.type !== 'Identifier') throw refuse('export functions and constants by their names');
    return id.name;
  });
}

type Range = Pick<Comment, 'start' | 'end'>;

function parsed(file: URL, text: string): { readonly comments: readonly Range[]; readonly program: Program } {
  const comments: Comment[] = [];
  try {
    const program = parseScript(text, { ecmaVersion: 'latest', sourceType: 'module', onComment: comments });
    return { comments, program };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    // acorn's own property.
    const { loc } = error as SyntaxError & { readonly loc: { readonly line: number } };
    const said = error.message.replace(/ \(\d+:\d+\)$/, '');
    throw new Error(`${fileURLToPath(file)}:${loc.line}: ${said}`, { cause: error });
  }
}

/** A text without these ranges, nor the lines that they leave empty. */
function cut(text: string, ranges: readonly Range[]): string {
  let left = '';
  let from = 0;
  for (const { start, end } of ranges.toSorted((one, other) => one.start - other.start)) {
    left += text.slice(from, start);
    const isLineEmpty = /(^|\n)[ \t]*$/.test(left) && /^[ \t]*(\n|$)/.test(text.slice(end));
    if (isLineEmpty) left = left.replace(/[ \t]*$/, '');
    from = isLineEmpty ? end + (/^[ \t]*\n?/.exec(text.slice(end))?.[0].length ?? 0) : end;
  }
  return left + text.slice(from);
}
