import { contentOfSample, sampleMark } from '../controls/sample-file.ts';
import type { Json } from '../definition/answers.ts';
import { isFileRef } from '../definition/file-ref.ts';
import type { Attachment } from '../definition/write/stored-types.ts';
import type { Markup, SeenPage } from './read-page.ts';

/** What a journey can answer with. */
export type Answers = { readonly [field: string]: Json | Attachment | readonly Attachment[] | undefined };

/**
 * Answers as a browser would send them with the form on a page: a date in three parts, yes and no, one entry for each
 * ticked box.
 *
 * @param page the page whose form is sent: what it holds already is replaced by an answer, and taken out by null
 */
export function formBody(
  { held, markup }: Pick<SeenPage, 'held' | 'markup'>,
  answers: Answers,
): URLSearchParams | FormData {
  const body = markup.takesFiles ? new FormData() : new URLSearchParams();
  for (const [name, value] of held) body.append(name, value);
  for (const [field, value] of Object.entries(answers)) {
    for (const name of namesOf(markup, field, value as Json | undefined)) body.delete(name);
    const files = attachmentsIn(value);
    if (files.length > 0 && body instanceof FormData) {
      for (const file of files) body.append(field, blobOf(file), file.name);
    } else {
      for (const [name, text] of controlsOf(markup, field, value as Json | undefined))
        body.append(name, text);
    }
  }
  return body;
}

/** The files among answers: those that a test gives, and samples, whose content is made up. */
export function attachmentsIn(value: Answers[string] | undefined): readonly Attachment[] {
  return (Array.isArray(value) ? (value as readonly unknown[]) : [value]).flatMap((each): Attachment[] => {
    if (typeof each !== 'object' || each === null) return [];
    if (isFileRef(each) && each.id.startsWith(sampleMark)) {
      return [{ name: each.name, type: each.type, content: contentOfSample(each) }];
    }
    return 'content' in each ? [each as Attachment] : [];
  });
}

/** A file as a form takes it. */
export function blobOf({ content, type }: Attachment): Blob {
  return new Blob([typeof content === 'string' ? content : Buffer.from(content)], { type: type ?? '' });
}

function controlsOf(
  markup: Markup,
  field: string,
  value: Json | undefined,
): readonly (readonly [string, string])[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.map((each: Json) => [field, textOf(each)] as const);
  if (typeof value === 'boolean') return value ? [[field, 'yes']] : noTo(markup, field);
  if (typeof value === 'object')
    return Object.entries(value).flatMap(([part, each]) => controlsOf(markup, `${field}-${part}`, each));
  const text = textOf(value);
  const asked = ['day', 'month', 'year'].filter((part) =>
    markup.controls.some(({ name }) => name === `${field}-${part}`),
  );
  if (isSearched(markup, field)) return [[`${field}-value`, text]];
  const [first] = asked;
  if (first === undefined) return [[field, text]];
  const [, year, month, day] = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(text) ?? [];
  // What is no date stands in the first input, for the server to refuse.
  const typed: { readonly [part: string]: string | undefined } =
    year === undefined ? { [first]: text } : { day, month, year };
  return asked.map((part) => [`${field}-${part}`, typed[part] ?? ''] as const);
}

/** The names of the inputs of a field: its own, those of a date, and those of an answer of several parts. */
function namesOf(markup: Markup, field: string, value: Json | undefined): readonly string[] {
  const parts = isSearched(markup, field) ? searchedParts : ['', '-day', '-month', '-year'];
  const own = parts.map((part) => `${field}${part}`);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return own;
  return markup.controls
    .map(({ name }) => name)
    .filter((name) => own.includes(name) || name.startsWith(`${field}-`));
}

const searchedParts = ['-value', '-query', '-found'];

/** Whether the options of a field are searched on the server: an answer is its value, whatever stands on the page. */
function isSearched({ controls }: Markup, field: string): boolean {
  return ['-query', '-found'].every((part) => controls.some(({ name }) => name === `${field}${part}`));
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A box that is not ticked sends nothing; "no" is a radio button's. */
function noTo(markup: Markup, field: string): readonly (readonly [string, string])[] {
  return markup.controls.some(({ name, value }) => name === field && value === 'no') ? [[field, 'no']] : [];
}
