import { createHash } from 'node:crypto';
import request, { type Response } from 'supertest';
import type { Express } from 'express';
import { file, files, text, wizard, type Finished } from '../../src/index.ts';

/** A small PDF, as far as its beginning says. */
export const pdf = (text = 'one page') => Buffer.from(`%PDF-1.7\n${text}`);
/** A picture, as far as its beginning says. */
export const png = Buffer.concat([
  Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'),
  Buffer.alloc(40),
]);

/** The hash that an answer has of a content. */
export const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

/** A wizard that asks for files on its second step, beside a text; then for several. */
export function papers(
  run: (finished: Finished) => void | Promise<void> = () => {},
  options: { readonly keepFor?: { readonly days: number } } = {},
) {
  return wizard({ id: 'papers', title: 'Papers', version: 1, start: false, ...options })
    .step('you', { title: 'You', fields: { name: text('Your name') } })
    .step('proof', {
      title: 'Proof',
      fields: {
        note: text('Note').max(20),
        scan: file('Scan of your passport', { types: ['application/pdf', 'image/*'], maxBytes: 1_000 }),
        more: text('Anything else').optional(),
      },
    })
    .step('others', {
      title: 'Others',
      fields: {
        bills: files('Bills', { types: ['image/*'] })
          .max(2)
          .optional(),
      },
    })
    .complete({ action: 'Send', run: (finished) => run(finished as unknown as Finished) });
}

/** One part of a form: a text, or a file. */
export type Part = string | readonly string[] | { readonly name: string; readonly content: Buffer };

/** The hidden fields of a page, each name with all its values. */
export function heldIn(html: string): readonly (readonly [name: string, value: string])[] {
  return [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(
    ([, name, value]) => [
      name ?? '',
      (value ?? '')
        .replaceAll('&#34;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&'),
    ],
  );
}

/** A visitor without scripts who sends multipart forms. */
export function uploader(app: Express) {
  const agent = request.agent(app);
  let page: Response | undefined;
  return {
    agent,
    async open(url: string): Promise<Response> {
      page = await agent.get(url);
      return page;
    },
    /** Sends the form of the page that was opened or sent last: what it holds, then these. */
    async send(
      url: string,
      parts: { readonly [name: string]: Part } = {},
      {
        held = heldIn(page?.text ?? ''),
        headers = {},
      }: { held?: readonly (readonly [string, string])[]; headers?: { [name: string]: string } } = {},
    ): Promise<Response> {
      const sending = agent.post(url);
      for (const [name, value] of Object.entries(headers)) sending.set(name, value);
      for (const [name, value] of held) sending.field(name, value);
      for (const [name, part] of Object.entries(parts)) {
        if (typeof part === 'string') sending.field(name, part);
        else if ('content' in part) sending.attach(name, part.content, part.name);
        else for (const each of part) sending.field(name, each);
      }
      const answer = await sending;
      if (answer.text !== '' && answer.status !== 303) page = answer;
      return answer;
    },
  };
}

/** Answers the first step, and opens the second one. */
export async function atProof(app: Express) {
  const visitor = uploader(app);
  await visitor.open('/papers/you');
  await visitor.send('/papers/you', {}, { held: [] }).catch(() => undefined);
  const first = await visitor.agent.post('/papers/you').type('form').send({ name: 'Ann' });
  if (first.status !== 303) throw new Error(`the first step answered ${first.status}`);
  await visitor.open('/papers/proof');
  return visitor;
}
