/** What the controls of a page would send: text and hidden inputs, what is ticked or chosen, and text areas. */
export function valuesOn(html: string): readonly (readonly [name: string, value: string])[] {
  const found: [string, string][] = [];
  for (const [tag] of html.matchAll(/<input\b[^>]*>/g)) {
    const type = attribute(tag, 'type') ?? 'text';
    const isSent = (type !== 'radio' && type !== 'checkbox') || /\schecked\b/.test(tag);
    const name = attribute(tag, 'name');
    if (isSent && name !== undefined) found.push([name, attribute(tag, 'value') ?? '']);
  }
  for (const [, open = '', content = ''] of html.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)) {
    const name = attribute(open, 'name');
    // A parser of HTML drops the first line break.
    if (name !== undefined) found.push([name, decoded(content.replace(/^\r?\n/, ''))]);
  }
  for (const [, open = '', content = ''] of html.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
    const name = attribute(open, 'name');
    const chosen = [...content.matchAll(/<option\b[^>]*>/g)].find(([tag]) => /\sselected\b/.test(tag));
    if (name !== undefined && chosen !== undefined) found.push([name, attribute(chosen[0], 'value') ?? '']);
  }
  return found;
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? undefined : decoded(value);
}

const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  amp: '&',
  '#34': '"',
  '#39': "'",
};

function decoded(text: string): string {
  return text.replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole);
}
