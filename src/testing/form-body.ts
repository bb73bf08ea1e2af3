import type { HTMLElement } from 'node-html-parser';
import type { Json } from '../definition/model.ts';
import { elementsOf, hasControl } from './html.ts';

/**
 * Answers as a browser would send them with the form on a page: a date in three parts, yes and no, one entry for each
 * ticked box.
 *
 * @param html the page whose form is sent
 * @param held what its form holds already; an answer replaces it, null takes it out
 */
export function formBody(
  html: string,
  held: readonly (readonly [name: string, value: string])[],
  answers: { readonly [field: string]: Json },
): URLSearchParams {
  const page = elementsOf(html);
  const body = new URLSearchParams();
  for (const [name, value] of held) body.append(name, value);
  for (const [field, value] of Object.entries(answers)) {
    for (const part of ['', '-day', '-month', '-year']) body.delete(`${field}${part}`);
    for (const [name, text] of controlsOf(page, field, value)) body.append(name, text);
  }
  return body;
}

function controlsOf(page: HTMLElement, field: string, value: Json): readonly (readonly [string, string])[] {
  if (value === null) return [];
  if (Array.isArray(value)) return value.map((each: Json) => [field, textOf(each)] as const);
  if (typeof value === 'boolean') return value ? [[field, 'yes']] : noTo(page, field);
  const text = textOf(value);
  if (!hasControl(page, `${field}-day`)) return [[field, text]];
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  return [
    [`${field}-day`, parts?.[3] ?? text],
    [`${field}-month`, parts?.[2] ?? ''],
    [`${field}-year`, parts?.[1] ?? ''],
  ];
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A box that is not ticked sends nothing; "no" is a radio button's. */
function noTo(page: HTMLElement, field: string): readonly (readonly [string, string])[] {
  return hasControl(page, field, 'no') ? [[field, 'no']] : [];
}
