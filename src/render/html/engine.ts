import { fileURLToPath } from 'node:url';
import ejs from 'ejs';
import type { ControlKind } from '../../controls/control.ts';
import { loadAssets, type Assets } from './assets.ts';
import { definitionOf } from '../pages/common-view.ts';
import { languageOf, paragraphsOf } from '../../language/language.ts';
import { hasOwnView } from '../pages/own-view.ts';
import type { Frame, Page, Theme } from '../pages/page.ts';
import { urlsAt, type Urls } from '../pages/urls.ts';
import { viewOf } from '../pages/view-of.ts';
import type { WizardView } from '../pages/view.ts';
import { writeBySkeletons } from './skeletons.ts';
import type { PageWithGaps } from '../pages/skeleton-of.ts';
import { createViews, namedViews } from './views.ts';

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
  readonly wizard?: string | undefined;
}

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
  const assets = options.assets ?? loadAssets();
  const ownViews = new Map<string, string>(
    (options.controls ?? []).flatMap(({ view, files }) =>
      files === undefined ? [] : [[`fields/${view}`, fileURLToPath(files.view)] as const],
    ),
  );
  const views = createViews({ viewFolders: options.viewFolders, cache: options.cache, ownViews });

  const addresses = new WeakMap<Urls, { readonly [A in 'css' | 'script' | 'htmx']: string }>();
  function assetsAt(urls: Urls) {
    const known = addresses.get(urls);
    if (known !== undefined) return known;
    const made = {
      css: urls.asset(assets.urlName('stepway.css')),
      script: urls.asset(assets.urlName('stepway.js')),
      htmx: urls.asset(assets.urlName('htmx.js')),
    };
    addresses.set(urls, made);
    return made;
  }

  /** A page's part that htmx swaps, and what puts a frame of that name around it. */
  function begin({ page, frame, instead }: PageWithGaps) {
    const wizardId = definitionOf(page)?.id;
    // Made for this page alone, so what only its frames see can be put into it.
    const wizard = Object.assign(viewOf(page, frame), { assets: assetsAt(urlsAt(frame.base)), content: '' });
    Object.assign(wizard, instead);
    const frameOf = (name: string, content: string) => {
      wizard.content = content;
      return views.writePart(name, { wizard }, wizardId);
    };
    const main = views.write(viewNames(page), { wizard }, wizardId);
    return { wizard, frameOf, whole: frameOf('page', main) };
  }

  const write = (given: PageWithGaps, fragment: boolean): string => {
    const { wizard, frameOf, whole } = begin(given);
    if (fragment) return `<title>${ejs.escapeXML(wizard.title)}</title>${whole.trim()}`;
    return frameOf('layout', whole);
  };
  // A file that is changed counts at once where views are not cached.
  const bySkeletons = options.cache
    ? writeBySkeletons((page, fragment) => views.noting(() => write(page, fragment)))
    : undefined;

  function render(page: Page, frame: Frame, { fragment }: { readonly fragment: boolean }): string {
    return bySkeletons?.(page, frame, fragment) ?? write({ page, frame, instead: {} }, fragment);
  }

  function pieces(page: Page, frame: Frame): PagePieces {
    const { wizard, frameOf, whole } = begin({ page, frame, instead: {} });
    const { title, language, direction, nonce, kind, id } = wizard;
    return {
      title,
      head: frameOf('parts/head', whole),
      body: inContainer(wizard, frameOf('parts/body', whole)),
      language,
      direction,
      nonce,
      kind,
      wizard: id,
    };
  }

  return { render, pieces };
}

/** A page within a host's document, which may be in another language, run the other way and be light or dark. */
function inContainer({ language, direction, scheme }: WizardView, body: string): string {
  const wanted = scheme === undefined ? '' : ` data-scheme="${scheme}"`;
  return `<div class="stepway" lang="${ejs.escapeXML(language)}" dir="${direction}"${wanted}>\n${body}</div>\n`;
}

/** The names under which a page's view is looked for, the most particular first; without `.ejs`. */
function viewNames(page: Page): readonly string[] {
  const id = definitionOf(page)?.id;
  const place = hasOwnView(page) ? page.place : undefined;
  const names: string[] = [];
  if (id !== undefined && place?.step.view !== undefined) names.push(...namedViews(id, place.step.view));
  if (id !== undefined && place !== undefined) names.push(`${id}/steps/${place.written}`);
  if (id !== undefined) names.push(`${id}/${page.kind}`);
  names.push(page.kind);
  return names;
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
