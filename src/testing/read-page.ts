/** One thing to mend, as a page shows it. */
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

/** Reads an HTML page, or the fragment that htmx gets. */
export function readHtml(body: string): Pick<Page, 'heading' | 'text' | 'issues' | 'held'> {
  const inputs = tagsOf(body, 'input');
  const summary = /class="stepway-errors"[\s\S]*?<ul>([\s\S]*?)<\/ul>/.exec(body)?.[1] ?? '';
  const controls = [...inputs, ...tagsOf(body, 'textarea'), ...tagsOf(body, 'select')];
  return {
    heading: textOf(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(body)?.[1] ?? ''),
    text: textOf(body.replaceAll(/<(script|style|title)[\s\S]*?<\/\1>/g, ' ')),
    held: heldIn(body, inputs),
    issues: [...summary.matchAll(/<li>([\s\S]*?)<\/li>/g)].map(([, item = '']) => {
      const id = /href="#([^"]*)"/.exec(item)?.[1];
      const name = controls.find((control) => id !== undefined && control['id'] === id)?.['name'] ?? '';
      return { field: name.replace(/-(day|month|year)$/, ''), message: textOf(item) };
    }),
  };
}

/** Reads what a front end gets for a page. */
export function readJson(json: {
  readonly [key: string]: unknown;
}): Pick<Page, 'heading' | 'text' | 'issues' | 'held'> {
  const step = json['step'] as { readonly title?: string } | undefined;
  return {
    heading: step?.title ?? (typeof json['title'] === 'string' ? json['title'] : ''),
    text: JSON.stringify(json),
    issues: (json['issues'] ?? []) as readonly PageIssue[],
    held: Object.entries((json['stamp'] ?? {}) as { readonly [name: string]: string }),
  };
}

/** What a browser would send with the forms of a page as it stands. */
function heldIn(html: string, inputs: readonly Tag[]): readonly (readonly [string, string])[] {
  const isTicked = ({ type, checked }: Tag) =>
    (type !== 'radio' && type !== 'checkbox') || checked !== undefined;
  const typed = inputs.filter(isTicked).map(({ name = '', value = '' }) => [name, value] as const);
  const texts = [...html.matchAll(/<textarea\b[^>]*\sname="([^"]*)"[^>]*>\n?([\s\S]*?)<\/textarea>/g)];
  const selects = [...html.matchAll(/<select\b[^>]*\sname="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g)];
  const chosen = selects.flatMap(([, name = '', options = '']) =>
    tagsOf(options, 'option')
      .filter(({ selected }) => selected !== undefined)
      .map(({ value = '' }) => [name, value] as const),
  );
  return [
    ...typed,
    ...texts.map(([, name = '', text = '']) => [name, decoded(text)] as const),
    ...chosen,
  ].filter(([name]) => name !== '');
}

type Tag = { readonly [attribute: string]: string };

function tagsOf(html: string, tag: string): readonly Tag[] {
  return [...html.matchAll(new RegExp(`<${tag}\\b[^>]*>`, 'g'))].map(([found]) =>
    Object.fromEntries(
      [...found.matchAll(/\s([\w-]+)(?:="([^"]*)")?(?=[\s>/])/g)].map(([, name = '', value = '']) => [
        name,
        decoded(value),
      ]),
    ),
  );
}

function textOf(html: string): string {
  return decoded(html.replaceAll(/<[^>]*>/g, ' '))
    .replaceAll(/\s+/g, ' ')
    .trim();
}

const entities: { readonly [name: string]: string } = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

function decoded(html: string): string {
  return html.replaceAll(/&(?:#(\d+)|(\w+));/g, (whole, code?: string, name?: string) =>
    code === undefined ? (entities[name ?? ''] ?? whole) : String.fromCodePoint(Number(code)),
  );
}
