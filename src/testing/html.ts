import { NodeType, parse, type HTMLElement, type Node } from 'node-html-parser';

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

/** Whether a form has a control of this name, with this value where one is given. */
export function hasControl(page: HTMLElement, name: string, value?: string): boolean {
  return page
    .querySelectorAll('input, textarea, select')
    .some((control) => nameOf(control) === name && (value === undefined || valueOf(control) === value));
}

/** The name of the control with this id; `''` when there is none. */
export function nameOfId(page: HTMLElement, id: string): string {
  const control = page
    .querySelectorAll('input, textarea, select')
    .find((each) => each.getAttribute('id') === id);
  return control === undefined ? '' : nameOf(control);
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
