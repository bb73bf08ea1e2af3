import { elementsOf, heldIn, markupOf, wordsOf, type Markup } from './html.ts';

/** One thing to fix, as a page shows it. */
export interface PageIssue {
  /** The field's name; `''` for the step as a whole, or where the page does not tell. */
  readonly field: string;
  readonly message: string;
}

/** What a visitor has before them. */
export interface Page {
  readonly status: number;
  /** Path and query. */
  readonly url: string;
  /** The step's key, on a step's page; absent on all others. */
  readonly step?: string;
  /** The reference, on the receipt. */
  readonly reference?: string;
  readonly heading: string;
  /** The page's words without its markup, or the JSON text. */
  readonly text: string;
  readonly issues: readonly PageIssue[];
  /** What the app logged while it made a page of status 500 or more, where the journey put the app together. */
  readonly logged?: readonly string[];
  /** The body as it came. */
  readonly body: string;
  /** The body parsed, for a journey as JSON. */
  readonly json?: { readonly [key: string]: unknown };
  /** What its form holds already, as a browser would send it: hidden values, and what is filled in. */
  readonly held: readonly (readonly [name: string, value: string])[];
}

/** A page with what it is made of. */
export interface SeenPage extends Page {
  readonly markup: Markup;
}

type Read = Pick<SeenPage, 'heading' | 'text' | 'issues' | 'held' | 'markup'>;

/** Reads an HTML page, or the fragment that htmx gets. */
export function readHtml(body: string): Read {
  const page = elementsOf(body);
  const markup = markupOf(page);
  return {
    heading: wordsOf(page.querySelector('h1')),
    text: wordsOf(page),
    held: heldIn(page),
    markup,
    issues: page.querySelectorAll('.stepway-errors li').map((item) => {
      const id = item.querySelector('a')?.getAttribute('href')?.replace(/^#/, '');
      const name = markup.controls.find((control) => id !== undefined && control.id === id)?.name ?? '';
      return { field: name.replace(/-(day|month|year)$/, ''), message: wordsOf(item) };
    }),
  };
}

/** Reads what a front end gets for a page. */
export function readJson(json: { readonly [key: string]: unknown }): Read {
  const step = json['step'] as { readonly title?: string } | undefined;
  return {
    heading: step?.title ?? (typeof json['title'] === 'string' ? json['title'] : ''),
    text: JSON.stringify(json),
    issues: (json['issues'] ?? []) as readonly PageIssue[],
    markup: { controls: [], links: [], sendsForm: false },
    held: Object.entries((json['stamp'] ?? {}) as { readonly [name: string]: string }),
  };
}

/** The name of a page: its step's key, or `check`, `done`, … */
export function nameOf({ step, url, reference }: Page): string {
  if (reference !== undefined) return 'done';
  return step ?? new URL(url, 'http://localhost').pathname.split('/').at(-1) ?? '';
}
