import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ejs from 'ejs';
import { WizardError } from '../../errors.ts';
import type { ControlKind } from '../../controls/control.ts';
import { loadAssets, type Assets } from './assets.ts';
import { nearest } from '../../did-you-mean.ts';
import { definitionOf } from '../pages/common-view.ts';
import { languageOf, paragraphsOf } from '../../language/language.ts';
import type { Frame, Page, Theme } from '../pages/page.ts';
import { urlsAt } from '../pages/urls.ts';
import { viewOf } from '../pages/view-of.ts';
import { notedFailure, syntaxFaultIn, viewFailure } from './view-failure.ts';
import { findView, knownViews, partialNames, searchFolders, viewNames } from './view-files.ts';

/** Turns pages into HTML. */
export interface Renderer {
  /**
   * @param options `fragment` gives what htmx swaps, with its `<title>`; else the whole document
   * @throws WizardError VIEW_FAILED naming the file and the line
   */
  readonly render: (page: Page, frame: Frame, options: { readonly fragment: boolean }) => string;
  /**
   * The pieces of the whole document, for a layout of the host's.
   *
   * @throws WizardError VIEW_FAILED naming the file and the line
   */
  readonly pieces: (page: Page, frame: Frame) => PagePieces;
  /** Whether a step's `view` of that name exists for a wizard. */
  readonly viewExists: (wizardId: string, view: string) => boolean;
}

/** A page as a host's own layout puts it into its document. */
export interface PagePieces {
  /** Of the document, as text: `Error: <heading> – Step 2 of 5 – <wizard> – <service>`. */
  readonly title: string;
  /** HTML for inside `<head>`: style sheets and scripts. */
  readonly head: string;
  /** HTML for inside `<body>`: everything that Stepway shows, the texts of its scripts included. */
  readonly body: string;
  /** BCP 47, for `<html lang>`. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** For an inline `<style>` or `<script>` of the host's under the content security policy. */
  readonly nonce: string;
  /** The page's kind, such as `step`, `check` or `done`. */
  readonly kind: Page['kind'];
  /** The wizard's id; absent on pages of no wizard. */
  readonly wizard?: string;
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
 * look at the files again; else a changed file counts at once. `controls`: the authors' own, whose views come last.
 */
export function createRenderer(options: {
  readonly viewFolders: readonly string[];
  readonly cache: boolean;
  readonly controls?: readonly ControlKind[];
  readonly assets?: Assets;
}): Renderer {
  const folders = searchFolders(options.viewFolders);
  const assets = options.assets ?? loadAssets();
  const ownViews = new Map<string, string>(
    (options.controls ?? []).flatMap(({ view, files }) =>
      files === undefined ? [] : [[`fields/${view}`, fileURLToPath(files.view)] as const],
    ),
  );
  const located = new Map<string, string>();
  const compiled = new Map<string, { readonly template: Template; readonly version: number }>();

  /** @param key what the names follow from, so that they are made once */
  function locate(key: string, names: () => readonly string[]): string {
    const known = options.cache ? located.get(key) : undefined;
    if (known !== undefined) return known;
    const file = findView(folders, names()) ?? ownViews.get(names().at(-1) ?? '');
    if (file === undefined) {
      const wanted = names();
      const meant = nearest(wanted.at(-1) ?? '', knownViews(folders));
      throw new WizardError(
        'VIEW_FAILED',
        `there is no view ${wanted.map((name) => `"${name}.ejs"`).join(' or ')}; ` +
          (meant === undefined ? 'add it to the folder of views.' : `did you mean "${meant}"?`),
      );
    }
    located.set(key, file);
    return file;
  }

  function templateOf(file: string): Template {
    const known = compiled.get(file);
    const version = options.cache && known !== undefined ? known.version : statSync(file).mtimeMs;
    if (known?.version === version) return known.template;
    const made = { template: compiledFrom(file), version };
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

  /** A page's part that htmx swaps, and what puts a frame of that name around it. */
  function begin(page: Page, frame: Frame, fragment: boolean) {
    const wizardId = definitionOf(page)?.id;
    const urls = urlsAt(frame.base);
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
    return { wizard, frameOf, whole: frameOf('page', main) };
  }

  function render(page: Page, frame: Frame, { fragment }: { readonly fragment: boolean }): string {
    const { wizard, frameOf, whole } = begin(page, frame, fragment);
    if (fragment) return `<title>${ejs.escapeXML(wizard.title)}</title>${whole.trim()}`;
    return frameOf('layout', whole);
  }

  function pieces(page: Page, frame: Frame): PagePieces {
    const { wizard, frameOf, whole } = begin(page, frame, false);
    const { title, language, direction, nonce, kind, id } = wizard;
    return {
      title,
      head: frameOf('parts/head', whole),
      body: `<div class="stepway">\n${frameOf('parts/body', whole)}</div>\n`,
      language,
      direction,
      nonce,
      kind,
      ...(id === undefined ? {} : { wizard: id }),
    };
  }

  return { render, pieces, viewExists: viewFinder(options.viewFolders) };
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

/** @throws WizardError VIEW_FAILED with the line of a script that cannot be read */
function compiledFrom(file: string): Template {
  try {
    return compile(file);
  } catch (cause) {
    const fault = syntaxFaultIn(readFileSync(file, 'utf8'));
    if (fault === undefined) throw cause;
    throw notedFailure({ place: `${file}:${fault.line}`, what: fault.message, isOurs: true }, cause);
  }
}

/** The page of last resort, when no view can be rendered: no view is behind it. */
export function plainPage({ language, direction, words }: Theme): string {
  const { say } = languageOf(language, words);
  const heading = ejs.escapeXML(say('hosts.heading'));
  const paragraphs = paragraphsOf(say('hosts.text')).map((text) => `<p>${ejs.escapeXML(text)}</p>`);
  return (
    `<!doctype html><html lang="${ejs.escapeXML(language)}" dir="${direction}"><title>${heading}</title>` +
    `<h1>${heading}</h1>${paragraphs.join('')}</html>`
  );
}
