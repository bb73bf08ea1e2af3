import { NodeType, parse, type HTMLElement, type Node } from 'node-html-parser';

/** What a page is made of, as far as a journey has to know. */
export interface Markup {
  readonly controls: readonly {
    readonly id: string | undefined;
    readonly name: string;
    /** As its attribute says; `''` for none. */
    readonly value: string;
  }[];
  /** Where its links lead, in order. */
  readonly links: readonly string[];
  /** Whether it has a form to send. */
  readonly sendsForm: boolean;
}

/** A page, or the fragment that htmx gets, as elements: however its author writes attributes. */
export function elementsOf(html: string): HTMLElement {
  return parse(html, { lowerCaseTagName: true, blockTextElements: { script: true, style: true } });
}

/** The words of an element, a space between those of different elements. */
export function wordsOf(element: HTMLElement | null): string {
  return element === null ? '' : textsIn(element).join(' ').replaceAll(/\s+/g, ' ').trim();
}

const silent = new Set(['SCRIPT', 'STYLE', 'TITLE']);

function textsIn(node: Node): readonly string[] {
  if (node.nodeType === NodeType.TEXT_NODE) return [node.text];
  if (node.nodeType !== NodeType.ELEMENT_NODE || silent.has((node as HTMLElement).tagName)) return [];
  return node.childNodes.flatMap(textsIn);
}

/** What a browser would send with the forms of a page as it stands. */
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
export function markupOf(page: HTMLElement): Markup {
  return {
    controls: page.querySelectorAll('input, textarea, select').map((control) => ({
      id: control.getAttribute('id'),
      name: nameOf(control),
      value: valueOf(control),
    })),
    links: page.querySelectorAll('a[href]').map((link) => link.getAttribute('href') ?? ''),
    sendsForm: page
      .querySelectorAll('form')
      .some((form) => form.getAttribute('method')?.toLowerCase() === 'post'),
  };
}

function isSent(input: HTMLElement): boolean {
  const type = input.getAttribute('type')?.toLowerCase();
  return (type !== 'radio' && type !== 'checkbox') || input.hasAttribute('checked');
}

function pairOf(control: HTMLElement, value: string): readonly [string, string] {
  return [nameOf(control), value];
}

function nameOf(control: HTMLElement): string {
  return control.getAttribute('name') ?? '';
}

function valueOf(control: HTMLElement): string {
  return control.getAttribute('value') ?? (control.tagName === 'OPTION' ? control.text : '');
}
