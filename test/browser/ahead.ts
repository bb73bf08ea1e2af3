import type { Journey } from './forms.ts';
import type { Visit } from './visit.ts';

/** Answers steps over HTTP with the visitor's cookies, for tests that are about what comes after them. */
export async function answerAhead(
  { context, server }: Visit,
  wizard: string,
  journey: Journey,
): Promise<void> {
  for (const [step, values] of journey) {
    const url = `${server.url}/${wizard}/${step}`;
    const page = await (await context.request.get(url)).text();
    const form = new URLSearchParams(hiddenOf(page));
    for (const [name, value] of Object.entries(values)) {
      for (const [key, each] of sentAs(page, name, value)) form.append(key, each);
    }
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const sent = await context.request.post(url, { headers, data: form.toString(), maxRedirects: 0 });
    if (sent.status() !== 303) throw new Error(`${step} answered ${sent.status()}: ${await sent.text()}`);
  }
}

/** Answers a whole journey ahead, and opens its check page. */
export async function openCheck(visit: Visit, wizard: string, journey: Journey): Promise<void> {
  await answerAhead(visit, wizard, journey);
  await visit.open(`/${wizard}/check`);
}

function hiddenOf(html: string): [string, string][] {
  const inputs = html.match(/<input type="hidden"[^>]*>/g) ?? [];
  return inputs.map((input) => [
    /name="([^"]*)"/.exec(input)?.[1] ?? '',
    /value="([^"]*)"/.exec(input)?.[1] ?? '',
  ]);
}

function sentAs(
  page: string,
  name: string,
  value: string | readonly string[],
): readonly (readonly [string, string])[] {
  // A signature, and a month, which would be taken for a text.
  if (page.includes(`name="${name}-name"`)) return [[`${name}-name`, String(value)]];
  const month = typeof value === 'string' ? /^(\d+) (\d{4})$/.exec(value) : null;
  if (month !== null) {
    return [
      [`${name}-month`, month[1]!],
      [`${name}-year`, month[2]!],
    ];
  }
  const date = typeof value === 'string' ? /^(\d+) (\d+) (\d{4})$/.exec(value) : null;
  if (date !== null) {
    return (['day', 'month', 'year'] as const).map((part, index) => [`${name}-${part}`, date[index + 1]!]);
  }
  return [value].flat().map((each) => [name, each]);
}
