import type { Express } from 'express';
import request, { type Response } from 'supertest';

type Values = Readonly<Record<string, string | readonly string[]>>;

/** The hidden fields of a page's form, as a browser would send them. */
export function hiddenOf(html: string): Record<string, string> {
  const inputs = html.match(/<input[^>]*type="hidden"[^>]*>/g) ?? [];
  return Object.fromEntries(
    inputs.map((input) => [
      /name="([^"]*)"/.exec(input)?.[1] ?? '',
      /value="([^"]*)"/.exec(input)?.[1] ?? '',
    ]),
  );
}

/** The text of the page's h1. */
export function headingOf(html: string): string {
  return textOf(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? '');
}

/** The words of a piece of HTML. */
export function textOf(html: string): string {
  return html
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** A visitor with a cookie jar, who opens pages and sends their forms, with htmx or without scripts. */
export function visitor(app: Express, { htmx = false }: { readonly htmx?: boolean } = {}) {
  const agent = request.agent(app);
  let page: Response | undefined;

  async function open(url: string): Promise<Response> {
    const asked = agent.get(url);
    if (htmx) asked.set('HX-Request', 'true').set('HX-Request-Type', 'partial');
    page = await asked;
    return page.status === 303 ? open(page.headers['location'] ?? '') : page;
  }

  return {
    agent,
    open,
    /** Sends a form with the hidden fields of the page that was opened last, and does not follow. */
    async post(url: string, values: Values = {}, hidden = hiddenOf(page?.text ?? '')): Promise<Response> {
      const sent = agent.post(url).type('form');
      if (htmx) sent.set('HX-Request', 'true').set('HX-Request-Type', 'partial');
      return sent.send({ ...hidden, ...values });
    },
    /** Opens a step, sends it, and follows to the next page; gives that page's address. */
    async answer(url: string, values: Values = {}): Promise<string> {
      await open(url);
      const sent = await this.post(url, values);
      if (sent.status !== 303) {
        throw new Error(`${url} answered ${sent.status}: ${textOf(sent.text).slice(0, 400)}`);
      }
      return sent.headers['location'] ?? '';
    },
  };
}
