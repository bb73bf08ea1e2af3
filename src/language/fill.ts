/** What fills placeholders, by name. */
export type Params = { readonly [placeholder: string]: string | number };

/** A text with its `{placeholders}` filled in; those that nothing fills stay as they are. */
export function fill(text: string, params: Params): string {
  if (!text.includes('{')) return text;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : whole,
  );
}
