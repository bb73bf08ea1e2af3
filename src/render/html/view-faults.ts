import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { nearest } from '../../did-you-mean.ts';
import { newFault, type Fault } from '../../fault.ts';
import { syntaxFaultIn } from './view-failure.ts';
import { viewNames } from './view-names.ts';
import { knownViews, ourViews, sharedFolder } from './views.ts';

/** What is wrong in a view, with its place. */
export interface FaultOfView extends Fault {
  readonly file: string;
  /** Lines and columns count from 1. */
  readonly place: { readonly line: number; readonly column: number };
}

/** Whose views are looked at. */
export interface ViewsOfAuthor {
  /** The author's folder. */
  readonly folder: string;
  readonly wizardIds: readonly string[];
  /** Names of views that stand in no folder: those of the author's own controls. */
  readonly elsewhere: readonly string[];
}

/**
 * What is wrong in an author's views, found in their text: a script that cannot be read, a part that is not there, a
 * name that is nearly one of a page's. A folder may hold a host's own pages too: only what Stepway can show is looked at.
 */
export function faultsOfViews({ folder, wizardIds, elsewhere }: ViewsOfAuthor): readonly FaultOfView[] {
  const own = knownViews([folder]);
  const known = [...own, ...ourViews(), ...elsewhere];
  const meantBy = (name: string) => ['', ...wizardIds].map((wizard) => posix.join(wizard, name));
  const places = [sharedFolder, 'fields', ...wizardIds].map((place) => `${place}/`);
  const isShown = (name: string) =>
    ourViews().includes(name) || places.some((place) => name.startsWith(place));
  return reached(own.filter(isShown), { folder, own, meantBy }).flatMap((name) =>
    faultsOfView(join(folder, `${name}.ejs`), { known, meantBy }),
  );
}

/** The views that one name can mean where it is included: of a wizard, or of all. */
type MeantBy = (name: string) => readonly string[];

interface AuthorsFolder {
  readonly folder: string;
  readonly own: readonly string[];
  readonly meantBy: MeantBy;
}

/** These views and those of the author's that they include, as far down as there are any. */
function reached(names: readonly string[], { folder, own, meantBy }: AuthorsFolder): readonly string[] {
  const found = new Set(names);
  // A set gives what is added while it is gone through.
  for (const name of found) {
    for (const { name: included } of includesIn(textOf(join(folder, `${name}.ejs`)))) {
      for (const each of meantBy(included)) if (own.includes(each)) found.add(each);
    }
  }
  return [...found];
}

interface KnownViews {
  readonly known: readonly string[];
  readonly meantBy: MeantBy;
}

function faultsOfView(file: string, { known, meantBy }: KnownViews): readonly FaultOfView[] {
  const text = textOf(file);
  const broken = syntaxFaultIn(text);
  if (broken !== undefined) {
    const place = { line: broken.line, column: 1 };
    return [{ file, place, ...newFault('unreadable-view', `its script cannot be read: ${broken.message}`) }];
  }
  const missing = includesIn(text)
    .filter(({ name }) => !meantBy(name).some((each) => known.includes(each)))
    .map(({ name, index }) => {
      const meant = nearest(posix.normalize(name), known);
      const fix = meant === undefined ? 'add it to the folder of views' : `did you mean "${meant}"?`;
      const fault = newFault('no-included-view', `includes "${name}", which is not there; ${fix}`, {
        word: name,
      });
      return { file, place: placeIn(text, index), ...fault };
    });
  const misspelt = namesReadIn(text).flatMap(({ name, index }) => {
    const meant = viewNames.includes(name) ? undefined : nearest(name, viewNames);
    if (meant === undefined) return [];
    const message = `no page has wizard.${name}, which shows nothing; did you mean wizard.${meant}?`;
    return [
      { file, place: placeIn(text, index), ...newFault('misspelt-name', message, { word: name, meant }) },
    ];
  });
  return [...missing, ...misspelt];
}

interface Named {
  readonly name: string;
  /** Where it stands in the text. */
  readonly index: number;
}

/** What a view includes by a fixed name; one that is put together is known on the page alone. */
function includesIn(text: string): readonly Named[] {
  return inScripts(text, /(?<![\w$.])include\(\s*(['"`])(?<name>(?:stepway\/)?[\w/.-]+)\1\s*[,)]/g).map(
    ({ name, index }) => ({ name: name.replace(/^stepway\//, '').replace(/\.ejs$/, ''), index }),
  );
}

/** What a view reads of the page's model. */
function namesReadIn(text: string): readonly Named[] {
  return inScripts(text, /(?<![\w$.'"`])wizard\??\.(?<name>[A-Za-z_$][\w$]*)/g);
}

/** What a pattern finds in the scripts of a view, comments left out. */
function inScripts(text: string, pattern: RegExp): readonly Named[] {
  return [...text.matchAll(/<%(?![%#])[\s\S]*?%>/g)].flatMap((tag) =>
    [...withoutComments(tag[0]).matchAll(pattern)].map(({ groups, index }) => ({
      name: groups?.['name'] ?? '',
      index: tag.index + index,
    })),
  );
}

/** A script with spaces for its comments, so that everything else stays where it is. */
function withoutComments(script: string): string {
  return script.replaceAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*/g, (comment) =>
    comment.replaceAll(/[^\n]/g, ' '),
  );
}

function placeIn(text: string, index: number): FaultOfView['place'] {
  const before = text.slice(0, index).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function textOf(file: string): string {
  return readFileSync(file, 'utf8');
}
