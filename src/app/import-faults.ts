import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Jiti } from 'jiti';
import { operators } from '../definition/condition/operators.ts';
import { didYouMean } from '../did-you-mean.ts';
import { newFault, type Fault } from '../fault.ts';
import { usesIn, useOf, type Use } from './compiled-uses.ts';
import { fileNotThere } from './load-error.ts';

/** What is found, by whether it explains what else went wrong when the file was loaded. */
export interface ImportFaults {
  /** Of imports that a file needs to be loaded. */
  readonly early: readonly Fault[];
  /** Of `import('./late.ts')`, which fails only when it is called for. */
  readonly late: readonly Fault[];
}

/**
 * Imports of what is not there, in a file and in all that it imports by a path: names that a module does not export,
 * which the loader gives as `undefined`, and files that are loaded only when a visitor has come so far. Nothing is run
 * that the program does not run as it starts.
 *
 * @param file its absolute path
 * @param loader the one that loaded it: what it has loaded is not loaded again
 */
export async function importFaults(file: string, loader: Jiti): Promise<ImportFaults> {
  const found: Record<keyof ImportFaults, Fault[]> = { early: [], late: [] };
  const open = [file];
  for (const from of open) {
    const source = readFileSync(from, 'utf8');
    // Compiled where it matters only: that takes longer than all else here.
    let compiled: ReadonlySet<string> | undefined;
    const isUsed = (wanted: Wanted) => (compiled ??= usesIn(source, from, loader)).has(useOf(wanted));
    const problems: Problem[] = [];
    for (const wanted of wantedIn(source)) {
      const path = pathOf(wanted.module, from, loader);
      if (path !== undefined) {
        // A comment, a type or a late import must not run a file.
        const isLoaded = ownModules.has(wanted.module) || loader.cache[path] !== undefined;
        const isRun = wanted.name !== undefined && (isLoaded || isUsed(wanted));
        if (!isRun) continue;
        if (isPath(wanted.module) && isCode(path) && !open.includes(path)) open.push(path);
      }
      const message = await problemOf(wanted, { from, path }, loader);
      if (message !== undefined && isUsed(wanted)) problems.push({ wanted, message });
    }
    const whose = from === file ? '' : `${relative(process.cwd(), from)} `;
    for (const { wanted, message } of problems) {
      const word = from === file ? (wanted.name ?? wanted.module) : undefined;
      const when = wanted.name === undefined ? 'late' : 'early';
      found[when].push(newFault('unknown-import', `${whose}imports ${message}`, { word }));
    }
  }
  return found;
}

/** What this program consists of itself, by the names under which authors import it. */
const ownModules: ReadonlySet<string> = new Set(['stepway', 'zod']);

/** What a file seems to take from a module. */
interface Wanted extends Use {
  /** `export { … } from`: what is compiled does not tell a type from a value. */
  readonly isPassedOn?: boolean;
}

interface Problem {
  readonly wanted: Wanted;
  readonly message: string;
}

/** What the text seems to take; whether it is more than a type or a comment is told by what is compiled of it. */
function wantedIn(source: string): readonly Wanted[] {
  const early = source.matchAll(/\b(im|ex)port\s+(?!type\b)([\w$*\s,{}]+?)\s*from\s*(['"])([^'"\n]+)\3/g);
  const late = source.matchAll(/\bimport\(\s*(['"])([^'"\n]+)\1\s*\)/g);
  return [
    ...[...early].flatMap(([, way, clause = '', , module = '']) =>
      namesIn(clause, source).map((name) => ({ module, name, isPassedOn: way === 'ex' })),
    ),
    ...[...late].map(([, , module = '']) => ({ module, name: undefined })),
  ];
}

/** The names of `one, { two, three as other }`, and those that are used of `* as all`. */
function namesIn(clause: string, source: string): readonly string[] {
  const inBraces = /\{([^}]*)\}/.exec(clause)?.[1] ?? '';
  const named = inBraces.split(',').flatMap((each) => /^\s*(?!type\s+\w)([\w$]+)/.exec(each)?.[1] ?? []);
  const whole = /\*\s*as\s+(\w+)/.exec(clause)?.[1];
  const ofWhole =
    whole === undefined ? [] : [...source.matchAll(new RegExp(`(?<![\\w$.])${whole}\\.(\\w+)`, 'g'))];
  const ofDefault = /^\w/.test(clause) ? ['default'] : [];
  return [...new Set([...ofDefault, ...named, ...ofWhole.map(([, name = '']) => name)])];
}

async function problemOf(
  { module, name, isPassedOn }: Wanted,
  { from, path }: { readonly from: string; readonly path: string | undefined },
  loader: Jiti,
): Promise<string | undefined> {
  if (path === undefined) {
    // What a file imports at its top has failed with it.
    if (name !== undefined || !isPath(module)) return undefined;
    return fileNotThere(module, from);
  }
  // What cannot be loaded is told as such; what is no TypeScript may have no default of its own.
  if (isPassedOn === true) return undefined;
  if (name === undefined || (name === 'default' && !path.endsWith('.ts'))) return undefined;
  const exported = await exportsOf(path, loader);
  if (exported === undefined || name in exported) return undefined;
  const called = isPath(module) ? `"${module}"` : module;
  if (name === 'default') return `the default export of ${called}, which has none`;
  // The loader gives the properties of a default export as names, too.
  if (exported[name] !== undefined) return undefined;
  const fix = fixOf(name, module, Object.keys(exported));
  return `"${name}" from ${called}, which does not export it${fix}`;
}

type Exports = Readonly<Record<string, unknown>>;
const exportsBy = new WeakMap<Jiti, Map<string, Promise<Exports | undefined>>>();

/** What a module exports, asked for once a loader: Stepway's index alone leads to some hundred files. */
function exportsOf(path: string, loader: Jiti): Promise<Exports | undefined> {
  const known = exportsBy.get(loader) ?? new Map<string, Promise<Exports | undefined>>();
  exportsBy.set(loader, known);
  const exported = known.get(path) ?? loader.import<Exports>(path).catch(() => undefined);
  known.set(path, exported);
  return exported;
}

const operatorNames = new Set(Object.values(operators).map(({ written }) => written));

function fixOf(name: string, module: string, exported: readonly string[]): string {
  if (module === 'stepway' && operatorNames.has(name))
    return `; call it on an answer: e.step.field.${name}(…)`;
  return didYouMean(name, exported);
}

function isPath(module: string): boolean {
  return module.startsWith('.');
}

function isCode(path: string): boolean {
  return /\.[mc]?[jt]s$/.test(path) && !path.includes('node_modules');
}

/** The file that is meant, or nothing when there is none. */
function pathOf(module: string, from: string, loader: Jiti): string | undefined {
  try {
    return fileURLToPath(loader.esmResolve(module, pathToFileURL(from).href));
  } catch {
    return undefined;
  }
}
