import ejs from 'ejs';

/** What an attribute can be: absent when undefined or false, without a value when true. */
type AttributeValue = string | number | boolean | undefined;

/** Attributes as HTML, each with a space before it, values escaped. Names come from code, never from a visitor. */
export function attributesHtml(attributes: { readonly [name: string]: AttributeValue }): string {
  let html = '';
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    html += value === true ? ` ${name}` : ` ${name}="${ejs.escapeXML(String(value))}"`;
  }
  return html;
}
