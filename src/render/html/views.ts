import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ejs from 'ejs';
import type { LookForView } from '../../definition/check/names.ts';
import { nearest } from '../../did-you-mean.ts';
import { WizardError } from '../../errors.ts';
import { ownFile } from '../../own-files.ts';
import { escapeHtml } from './escape-html.ts';
import { notedFailure, syntaxFaultIn, viewFailure } from './view-failure.ts';
import { wholeView } from './whole-view.ts';

/** What a view can name. */
export type Locals = { readonly [name: string]: unknown };

/** The views of some folders, as functions. */
export interface Views {
  /**
   * Writes the first of these views that there is.
   *
   * @throws WizardError VIEW_FAILED naming the file and the line
   */
  readonly write: (names: readonly string[], locals: Locals, wizardId: string | undefined) => string;
  /** The same with the layout or a part, or the first part of a list: the wizard's own before that of all wizards. */
  readonly writePart: (name: PartName, locals: Locals, wizardId: string | undefined) => string;
  /** Writes something with these views, and says whether a view of the authors' took part. */
  readonly noting: (write: () => string) => Noted;
}

/** What was written, and with whose views. */
export interface Noted {
  readonly html: string;
  readonly hasAuthors: boolean;
}

/** What a view includes: one part, or the first that there is of several. */
type PartName = string | readonly string[];

interface Template {
  readonly file: string;
  readonly write: (locals: Locals) => string;
  /** The place of a line of the script. */
  readonly placeOf: (line: number) => string;
  /** When the file was changed, ms since the epoch. */
  readonly version: number;
  /** Whether it is of the authors', or has one of theirs within it. */
  readonly isAuthors: boolean;
}

type Compiled = Pick<Template, 'write' | 'placeOf' | 'isAuthors'>;

/** The folder of the views that several wizards name, beside those of each wizard. */
export const sharedFolder = 'shared';

/** The names under which a view that a step names is looked for, without `.ejs`. */
export function namedViews(wizardId: string, view: string): readonly string[] {
  return [`${wizardId}/${view}`, `${sharedFolder}/${view}`];
}

/** Whether a view that a step names is there, and where it was looked for, for the check of definitions. */
export function viewFinder(viewFolders: readonly string[]): LookForView {
  const folders = searchFolders(viewFolders);
  // As the author writes it, and where none is given as the ready-made server has it.
  const own = viewFolders[0] ?? 'views';
  return (wizardId, view) => {
    const names = namedViews(wizardId, view);
    return {
      isThere: findView(folders, names) !== undefined,
      lookedFor: names.map((name) => `${own}/${name}.ejs`),
    };
  };
}

/**
 * Finds and compiles views.
 *
 * @param options `viewFolders`: the author's first; the package's own views come last by themselves. `cache`: never
 * look at the files again, and write a view with all that it includes by one function; else a changed file counts at
 * once. `ownViews`: files of views that stand in no folder, by name.
 */
export function createViews(options: {
  readonly viewFolders: readonly string[];
  readonly cache: boolean;
  readonly ownViews: ReadonlyMap<string, string>;
}): Views {
  const { cache, ownViews } = options;
  const folders = searchFolders(options.viewFolders);
  /** By file, and in production by wizard too: each has its own parts. */
  const compiled = new Map<string, Template>();
  /** In production: by wizard and names, so that nothing is looked for twice. */
  const ready = new Map<string, Template>();
  let hasAuthors = false;

  function fileOf(names: readonly string[]): string | undefined {
    const name = names.at(-1) ?? '';
    if (!name.startsWith(originals)) return findView(folders, names) ?? ownViews.get(name);
    const original = name.slice(originals.length);
    return findView([resolve(defaultViews)], [original]) ?? ownViews.get(original);
  }

  function locate(names: readonly string[]): string {
    const file = fileOf(names);
    if (file === undefined) throw missing(names, folders);
    return file;
  }

  function templateOf(file: string, wizardId: string | undefined): Template {
    const key = cache ? `${wizardId ?? ''} ${file}` : file;
    const known = compiled.get(key);
    const version = cache && known !== undefined ? known.version : statSync(file).mtimeMs;
    if (known?.version === version) return known;
    const whole = cache ? compileWhole(file, (name) => fileOf(partialNames(wizardId, name))) : undefined;
    const made = { file, ...(whole ?? compileAlone(file)), version };
    compiled.set(key, made);
    return made;
  }

  /** @param namesOf the names of a view whose key is not known yet */
  function run(key: string, namesOf: () => readonly string[], locals: Locals, wizardId: string | undefined) {
    let template = cache ? ready.get(key) : undefined;
    const file = template?.file ?? locate(namesOf());
    const include = (name: PartName, extra?: Locals) =>
      writePart(name, extra === undefined ? locals : { ...locals, ...extra }, wizardId);
    try {
      if (template === undefined) {
        template = templateOf(file, wizardId);
        if (cache) ready.set(key, template);
      }
      hasAuthors ||= template.isAuthors;
      return template.write({ ...locals, include });
    } catch (thrown) {
      throw viewFailure(thrown, {
        placeOf: (line) => (line === undefined ? file : template!.placeOf(line)),
        model: locals['wizard'],
      });
    }
  }

  const write: Views['write'] = (names, locals, wizardId) =>
    run(`${wizardId ?? ''} ${names.join()}`, () => names, locals, wizardId);
  const writePart: Views['writePart'] = (name, locals, wizardId) =>
    run(`${wizardId ?? ''} part ${String(name)}`, () => partialNames(wizardId, name), locals, wizardId);
  const noting: Views['noting'] = (writeAll) => {
    hasAuthors = false;
    return { html: writeAll(), hasAuthors };
  };
  return { write, writePart, noting };
}

/** A view and what it includes as one function; undefined when they cannot be read together. */
function compileWhole(file: string, partialOf: (name: string) => string | undefined): Compiled | undefined {
  const { text, places } = wholeView(file, partialOf);
  try {
    return {
      write: compile(text, file),
      placeOf: (line) => places[line - 1] ?? file,
      isAuthors: !places.every(isOurs),
    };
  } catch {
    return undefined;
  }
}

/** @throws WizardError VIEW_FAILED with the line of a script that cannot be read */
function compileAlone(file: string): Compiled {
  const text = readFileSync(file, 'utf8');
  try {
    return { write: compile(text, file), placeOf: (line) => `${file}:${line}`, isAuthors: !isOurs(file) };
  } catch (cause) {
    const fault = syntaxFaultIn(text);
    if (fault === undefined) throw cause;
    throw notedFailure({ place: `${file}:${fault.line}`, what: fault.message, holdsNoAnswer: true }, cause);
  }
}

/**
 * `include` is ours, not that of EJS, which looks at the disk at every call and keeps one cache for the whole process.
 * It comes in as a local and shadows the other; that needs the block which compileDebug puts around the view.
 */
function compile(text: string, file: string): Template['write'] {
  return ejs.compile(text, {
    filename: file,
    strict: true,
    compileDebug: true,
    escape: escapeHtml,
    destructuredLocals: ['wizard', 'field', 'include'],
  }) as Template['write'];
}

function missing(names: readonly string[], folders: readonly string[]): WizardError {
  const meant = nearest(names.at(-1) ?? '', knownViews(folders));
  return new WizardError(
    'VIEW_FAILED',
    `there is no view ${names.map((name) => `"${name}.ejs"`).join(' or ')}; ` +
      (meant === undefined ? 'add it to the folder of views.' : `did you mean "${meant}"?`),
  );
}

/** The folder of the package's own views. */
const defaultViews = fileURLToPath(ownFile('views'));

/** Whether a file, or a place in it, is of the package's own views. */
const isOurs = (place: string) => place.startsWith(resolve(defaultViews) + sep);

let ours: readonly string[] | undefined;

/** The names of the package's own views. */
export function ourViews(): readonly string[] {
  ours ??= knownViews([defaultViews]);
  return ours;
}

/** The folders to look in, the author's first and the package's last, each once. */
function searchFolders(folders: readonly string[]): readonly string[] {
  return [...new Set([...folders, defaultViews].map((folder) => resolve(folder)))];
}

/** `include('stepway/fields/radios')` is the view of that name as we ship it, whatever replaces it. */
const originals = 'stepway/';

/** The names under which the layout or a partial is looked for: the wizard's own first, when there is a wizard. */
function partialNames(wizardId: string | undefined, given: PartName): readonly string[] {
  return [given].flat().flatMap((name) => {
    const isEveryones = wizardId === undefined || wizardId === '' || name.startsWith(originals);
    return isEveryones ? [name] : [`${wizardId}/${name}`, name];
  });
}

/** The file of the first name that stands in one of the folders; names that lead out of a folder are not found. */
function findView(folders: readonly string[], names: readonly string[]): string | undefined {
  for (const name of names) {
    for (const folder of folders) {
      const file = resolve(folder, `${name.replace(/\.ejs$/, '')}.ejs`);
      if (file.startsWith(folder + sep) && existsSync(file)) return file;
    }
  }
  return undefined;
}

/** The names of all views in these folders, for saying which one was meant. */
export function knownViews(folders: readonly string[]): readonly string[] {
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    .filter((name) => name.endsWith('.ejs'))
    .map((name) => name.replaceAll(sep, '/').slice(0, -'.ejs'.length));
}
