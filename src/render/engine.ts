import { readFileSync, statSync } from 'node:fs';
import ejs from 'ejs';
import { isWizardError, WizardError } from '../errors.ts';
import { loadAssets } from './assets.ts';
import { definitionOf } from './common-view.ts';
import type { Frame, Page } from './page.ts';
import { escapeHtml } from './html.ts';
import { urlsAt } from './urls.ts';
import { viewOf } from './view-of.ts';
import { findView, partialNames, searchFolders, viewNames } from './view-files.ts';

/** Turns pages into HTML. */
export interface Renderer {
  /**
   * @param options `fragment` gives what htmx swaps, with its `<title>`; else the whole document
   * @throws WizardError VIEW_FAILED naming the file and the line
   */
  readonly render: (page: Page, frame: Frame, options: { readonly fragment: boolean }) => string;
  /** Whether a step's `view` of that name exists for a wizard. */
  readonly viewExists: (wizardId: string, view: string) => boolean;
}

/** Whether a step's `view` exists, for the check of definitions. */
export function viewFinder(viewFolders: readonly string[]): Renderer['viewExists'] {
  const folders = searchFolders(viewFolders);
  return (wizardId, view) => findView(folders, [`${wizardId}/${view}`]) !== undefined;
}

type Locals = { readonly [name: string]: unknown };
type Template = (locals: Locals) => string;

/**
 * Makes a renderer over folders of EJS views.
 *
 * @param options `viewFolders`: the author's first; the package's own views come last by themselves. `cache`: never
 * look at the files again; else a changed file counts at once.
 */
export function createRenderer(options: {
  readonly viewFolders: readonly string[];
  readonly cache: boolean;
}): Renderer {
  const folders = searchFolders(options.viewFolders);
  const located = new Map<string, string>();
  const compiled = new Map<string, { readonly template: Template; readonly version: number }>();

  /** @param key what the names follow from, so that they are made once */
  function locate(key: string, names: () => readonly string[]): string {
    const known = options.cache ? located.get(key) : undefined;
    if (known !== undefined) return known;
    const file = findView(folders, names());
    if (file === undefined) {
      const wanted = names().map((name) => `"${name}.ejs"`);
      throw new WizardError(
        'VIEW_FAILED',
        `there is no view ${wanted.join(' or ')}; add it to the folder of views.`,
      );
    }
    located.set(key, file);
    return file;
  }

  function templateOf(file: string): Template {
    const known = compiled.get(file);
    const version = options.cache && known !== undefined ? known.version : statSync(file).mtimeMs;
    if (known?.version === version) return known.template;
    const made = { template: compile(file), version };
    compiled.set(file, made);
    return made.template;
  }

  function run(file: string, locals: Locals, wizardId = ''): string {
    const include = (name: string, extra?: Locals) => {
      const partial = locate(`${wizardId} ${name}`, () => partialNames(wizardId, name));
      return run(partial, extra === undefined ? locals : { ...locals, ...extra }, wizardId);
    };
    try {
      return templateOf(file)({ ...locals, include });
    } catch (thrown) {
      throw viewFailure(file, thrown);
    }
  }

  function render(page: Page, frame: Frame, { fragment }: { readonly fragment: boolean }): string {
    const wizardId = definitionOf(page)?.id;
    const urls = urlsAt(frame.base);
    const assets = loadAssets();
    const wizard = {
      ...viewOf(page, frame),
      isFragment: fragment,
      assets: {
        css: urls.asset(assets.urlName('stepway.css')),
        script: urls.asset(assets.urlName('stepway.js')),
        htmx: urls.asset(assets.urlName('htmx.js')),
      },
    };
    const frameOf = (name: string, content: string) => {
      const file = locate(`${wizardId ?? ''} ${name}`, () => partialNames(wizardId, name));
      return run(file, { wizard: { ...wizard, content } }, wizardId);
    };
    const names = viewNames(page);
    const main = run(
      locate(names.join(), () => names),
      { wizard },
      wizardId,
    );
    const whole = frameOf('page', main);
    if (fragment) return `<title>${escapeHtml(wizard.title)}</title>${whole.trim()}`;
    return frameOf('layout', whole);
  }

  return { render, viewExists: viewFinder(options.viewFolders) };
}

/**
 * `include` is ours, not that of EJS, which looks at the disk at every call and keeps one cache for the whole process.
 * It comes in as a local and shadows the other; that needs the block which compileDebug puts around the view.
 */
function compile(file: string): Template {
  return ejs.compile(readFileSync(file, 'utf8'), {
    filename: file,
    strict: true,
    compileDebug: true,
    destructuredLocals: ['wizard', 'field', 'include'],
  }) as Template;
}

const told = new WeakMap<Error, string>();

// EJS puts the outer view's place in front of the message at every level; the innermost place is the one to mend.
function viewFailure(file: string, thrown: unknown): WizardError {
  if (isWizardError(thrown)) {
    thrown.message = told.get(thrown) ?? thrown.message.split('\n\n').at(-1)!;
    told.set(thrown, thrown.message);
    return thrown;
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const line = /:(\d+)\n/.exec(message)?.[1];
  const what = (line === undefined ? message.split('\n')[0] : message.split('\n\n').at(-1)) ?? '';
  const failure = new WizardError('VIEW_FAILED', `${file}${line === undefined ? '' : `:${line}`}: ${what}`, {
    cause: thrown,
  });
  told.set(failure, failure.message);
  return failure;
}
