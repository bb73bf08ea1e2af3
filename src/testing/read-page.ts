import { HTMLElement, NodeType, parse, type Node } from 'node-html-parser';

/** One thing to fix, as a page shows it. */
export interface PageIssue {
  /** The field's name; `''` for the step as a whole, or where the page does not say. */
  readonly field: string;
  /** Of a field that has several parts the one that is meant, such as the row of a matrix; a page says it, JSON does not. */
  readonly part?: string | undefined;
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
  /** Where a form that was saved for days is opened from another device, on the page that says so: path and query. */
  readonly link?: string;
  readonly heading: string;
  /** The words that a reader has before them, or hears by a screen reader; the JSON text for a journey as JSON. */
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
  /** Below which its pages stand: the wizard's, or those of the one run of several whose page it is. */
  readonly base: string;
  readonly markup: Markup;
  /** Its kind, where it says so: an author's own page view may not. */
  readonly kind: string | undefined;
}

type Read = Pick<SeenPage, 'heading' | 'text' | 'issues' | 'held' | 'markup' | 'kind'>;

/** Reads an HTML page, or the fragment that htmx gets. */
export function readHtml(body: string): Read {
  const page = elementsOf(body);
  const markup = markupOf(page);
  return {
    kind: page.querySelector('#wizard[data-kind]')?.getAttribute('data-kind'),
    heading: wordsOf(page.querySelector('h1')),
    text: wordsOf(page),
    held: heldIn(page),
    markup,
    issues: page.querySelectorAll('.stepway-errors li').map((item) => {
      const id = item.querySelector('a')?.getAttribute('href')?.replace(/^#/, '');
      const control = id === undefined ? null : page.getElementById(id);
      return { ...askedBy(control), message: wordsOf(item) };
    }),
  };
}

/** The field that a control belongs to, and which of its parts it is: the three of a date are none. */
function askedBy(control: HTMLElement | null): Pick<PageIssue, 'field' | 'part'> {
  const name = control === null ? '' : controlNameOf(control);
  const whole = name.replace(/-(day|month|year)$/, '');
  // An author's own view of a field may not say which it is.
  const field = control?.closest('[data-field]')?.getAttribute('data-field') ?? whole;
  return whole.startsWith(`${field}-`) ? { field, part: whole.slice(field.length + 1) } : { field: whole };
}

/** Reads what a front end gets for a page. */
export function readJson(json: { readonly [key: string]: unknown }): Read {
  const step = json['step'] as { readonly title?: string } | undefined;
  return {
    kind: typeof json['kind'] === 'string' ? json['kind'] : undefined,
    heading: step?.title ?? (typeof json['title'] === 'string' ? json['title'] : ''),
    text: JSON.stringify(json),
    issues: (json['issues'] ?? []) as readonly PageIssue[],
    markup: { controls: [], links: linksIn(json), forms: formsIn(json), sendsForm: false, takesFiles: false },
    held: Object.entries((json['stamp'] ?? {}) as { readonly [name: string]: string }),
  };
}

/** The links of the pages from which a visitor chooses where to go: a front end goes by them as a browser does. */
function linksIn(json: { readonly [key: string]: unknown }): Markup['links'] {
  switch (json['kind']) {
    case 'tasks': {
      const { tasks, complete, links } = json as unknown as TasksJson;
      const open = tasks.flatMap(({ title: text, links: { open: href } }) =>
        href === undefined ? [] : [{ href, text }],
      );
      return complete ? [...open, { href: links.check, text: 'check' }] : open;
    }
    case 'check': {
      const { steps } = json as unknown as CheckJson;
      return steps.map(({ title: text, links: { change: href } }) => ({ href, text }));
    }
    case 'saved-run': {
      const { link } = json as unknown as SavedJson;
      return link === null ? [] : [{ href: link, text: '' }];
    }
    default:
      return [];
  }
}

/** Where a front end posts what stands beside a page's own form. */
function formsIn(json: { readonly [key: string]: unknown }): Markup['forms'] {
  const { save } = (json['links'] ?? {}) as { readonly save?: string };
  return save === undefined ? [] : [save];
}

interface TasksJson {
  readonly tasks: readonly { readonly title: string; readonly links: { readonly open?: string } }[];
  readonly complete: boolean;
  readonly links: { readonly check: string };
}

interface CheckJson {
  readonly steps: readonly { readonly title: string; readonly links: { readonly change: string } }[];
}

interface SavedJson {
  readonly link: string | null;
}

/** Whether a page is the list of tasks. */
export function isTaskList({ step, url }: Page): boolean {
  return step === undefined && new URL(url, 'http://localhost').pathname.endsWith('/tasks');
}

/** The name of a page: its step's key, or `check`, `done`, … */
export function nameOf({ step, url, reference }: Page): string {
  if (reference !== undefined) return 'done';
  return step ?? new URL(url, 'http://localhost').pathname.split('/').at(-1) ?? '';
}

/** What a page is made of, as far as a journey has to know. */
export interface Markup {
  /** Those of a list that opens with its options, which have its name. */
  readonly controls: readonly {
    readonly name: string;
    /** As its attribute says; `''` for none. */
    readonly value: string;
  }[];
  /** Where its links lead, in order. */
  readonly links: readonly { readonly href: string; readonly text: string }[];
  /** Where its forms are sent to; of a front end's page, what can be posted beside its values. */
  readonly forms: readonly string[];
  /** Whether it has a form to send. */
  readonly sendsForm: boolean;
  /** Whether its form brings files. */
  readonly takesFiles: boolean;
}

/** A page, or the fragment that htmx gets, as elements: however its author writes attributes. */
export function elementsOf(html: string): HTMLElement {
  return parse(html, { lowerCaseTagName: true, blockTextElements: { script: true, style: true } });
}

/** The words of an element, a space between those of different elements. */
function wordsOf(element: HTMLElement | null): string {
  return element === null ? '' : textsIn(element).join(' ').replaceAll(/\s+/g, ' ').trim();
}

const silent = new Set(['HEAD', 'SCRIPT', 'STYLE', 'TITLE', 'TEMPLATE', 'DATALIST']);

/** What is neither seen nor heard is left out; what a screen reader alone says, such as "Error:", is words as well. */
function textsIn(node: Node): readonly string[] {
  // The parser takes the doctype for words.
  if (node.nodeType === NodeType.TEXT_NODE) return /^<!doctype\b/i.test(node.text) ? [] : [node.text];
  if (!(node instanceof HTMLElement) || isSilent(node)) return [];
  return node.childNodes.flatMap(textsIn);
}

function isSilent(element: HTMLElement): boolean {
  const isClosed = element.tagName === 'DIALOG' && !element.hasAttribute('open');
  return silent.has(element.tagName) || isClosed || element.hasAttribute('hidden');
}

/** What a browser would send with the forms in an element, as they stand. */
export function heldIn(page: HTMLElement): readonly (readonly [name: string, value: string])[] {
  const inputs = page
    .querySelectorAll('input')
    .filter(isSent)
    .map((input) => pairOf(input, valueOf(input)));
  const texts = page.querySelectorAll('textarea').map((area) => pairOf(area, area.text.replace(/^\n/, '')));
  const chosen = page
    .querySelectorAll('select')
    .flatMap((select) =>
      select.querySelectorAll('option[selected]').map((option) => pairOf(select, valueOf(option))),
    );
  return [...inputs, ...texts, ...chosen].filter(([name]) => name !== '');
}

/** The controls, links and forms of a page. */
function markupOf(page: HTMLElement): Markup {
  return {
    controls: page.querySelectorAll('input, textarea, select, select option').map((control) => ({
      name: controlNameOf(control.closest('select') ?? control),
      value: valueOf(control),
    })),
    links: page.querySelectorAll('a[href]').map((link) => ({
      href: link.getAttribute('href') ?? '',
      text: wordsOf(link),
    })),
    forms: page.querySelectorAll('form').map((form) => form.getAttribute('action') ?? ''),
    sendsForm: page
      .querySelectorAll('form')
      .some((form) => form.getAttribute('method')?.toLowerCase() === 'post'),
    takesFiles: page.querySelector('form[enctype="multipart/form-data"]') !== null,
  };
}

function isSent(input: HTMLElement): boolean {
  const type = input.getAttribute('type')?.toLowerCase();
  if (type === 'file') return false;
  return (type !== 'radio' && type !== 'checkbox') || input.hasAttribute('checked');
}

function pairOf(control: HTMLElement, value: string): readonly [string, string] {
  return [controlNameOf(control), value];
}

function controlNameOf(control: HTMLElement): string {
  return control.getAttribute('name') ?? '';
}

function valueOf(control: HTMLElement): string {
  return control.getAttribute('value') ?? (control.tagName === 'OPTION' ? control.text : '');
}
