import type { Json } from '../definition/answers.ts';
import type { Markup, SeenPage } from './read-page.ts';

/**
 * Answers as a browser would send them with the form on a page: a date in three parts, yes and no, one entry for each
 * ticked box.
 *
 * @param page the page whose form is sent: what it holds already is replaced by an answer, and taken out by null
 */
export function formBody(
  { held, markup }: Pick<SeenPage, 'held' | 'markup'>,
  answers: { readonly [field: string]: Json },
): URLSearchParams {
  const body = new URLSearchParams();
  for (const [name, value] of held) body.append(name, value);
  for (const [field, value] of Object.entries(answers)) {
    for (const part of ['', '-day', '-month', '-year']) body.delete(`${field}${part}`);
    for (const [name, text] of controlsOf(markup, field, value)) body.append(name, text);
  }
  return body;
}

function controlsOf(markup: Markup, field: string, value: Json): readonly (readonly [string, string])[] {
  if (value === null) return [];
  if (Array.isArray(value)) return value.map((each: Json) => [field, textOf(each)] as const);
  if (typeof value === 'boolean') return value ? [[field, 'yes']] : noTo(markup, field);
  const text = textOf(value);
  if (!markup.controls.some(({ name }) => name === `${field}-day`)) return [[field, text]];
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
function noTo(markup: Markup, field: string): readonly (readonly [string, string])[] {
  return markup.controls.some(({ name, value }) => name === field && value === 'no') ? [[field, 'no']] : [];
}
