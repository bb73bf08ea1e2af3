import type { HTMLElement } from 'node-html-parser';
import type { Json } from '../definition/answers.ts';
import { fail, whereabouts } from './expectations.ts';
import { attachmentsIn, blobOf, type Answers } from './form-body.ts';
import { elementsOf, heldIn, type SeenPage } from './read-page.ts';

/** What is sent to a page of the host's; a GET without anything. */
export interface HostRequest {
  /** POST by default, where something is sent. */
  readonly method?: string;
  /** Sent as a form: a text, or several under one name. */
  readonly form?: { readonly [name: string]: string | readonly string[] };
  /** Sent as JSON. */
  readonly json?: Json;
}

/** A request to the host as `fetch` takes it. */
export function requestOf({
  form,
  json,
  method = (form ?? json) ? 'POST' : 'GET',
}: HostRequest): RequestInit {
  if (json !== undefined) {
    const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
    return { method, headers, body: JSON.stringify(json) };
  }
  if (form === undefined) return { method };
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(form))
    for (const text of [value].flat()) body.append(name, text);
  return { method, body };
}

/**
 * What a browser would send with a form of the host's page: what it holds already, such as a token against forgery, and
 * these values.
 *
 * @throws AssertionError when the page has no form with these names
 */
export function formRequest(
  page: SeenPage,
  values: Answers,
): { readonly url: string; readonly init: RequestInit } {
  const form = formWith(page, Object.keys(values));
  const address = new URL(form.getAttribute('action') ?? '', new URL(page.url, 'http://localhost'));
  const isPosted = form.getAttribute('method')?.toLowerCase() === 'post';
  const takesFiles = isPosted && form.getAttribute('enctype') === 'multipart/form-data';
  const data = takesFiles ? new FormData() : new URLSearchParams();
  for (const [name, value] of heldIn(form)) if (!Object.hasOwn(values, name)) data.append(name, value);
  for (const [name, value] of Object.entries(values)) {
    const files = data instanceof FormData ? attachmentsIn(value) : [];
    if (data instanceof FormData) for (const file of files) data.append(name, blobOf(file), file.name);
    if (files.length === 0) for (const text of textsOf(form, name, value)) data.append(name, text);
  }
  if (isPosted || data instanceof FormData)
    return { url: `${address.pathname}${address.search}`, init: { method: 'POST', body: data } };
  return { url: `${address.pathname}?${data.toString()}`, init: {} };
}

/** The first form that has controls of all these names. */
function formWith(page: SeenPage, names: readonly string[]): HTMLElement {
  const forms = elementsOf(page.body).querySelectorAll('form');
  const found = forms.find((form) => names.every((name) => controlOf(form, name) !== undefined));
  if (found !== undefined) return found;
  const asked = names.map((name) => `"${name}"`).join(', ');
  const fault = forms.length === 0 ? 'there is no form here' : `no form here asks for ${asked}`;
  fail(`${fault}: ${whereabouts(page)}`);
}

function controlOf(form: HTMLElement, name: string): HTMLElement | undefined {
  return form.querySelectorAll('[name]').find((control) => control.getAttribute('name') === name);
}

/** A box that is ticked sends its value; one that is not sends nothing, as null does. */
function textsOf(form: HTMLElement, name: string, value: Answers[string]): readonly string[] {
  if (value === null || value === undefined || value === false) return [];
  if (value === true) return [controlOf(form, name)?.getAttribute('value') ?? 'on'];
  return [value].flat().map(String);
}
