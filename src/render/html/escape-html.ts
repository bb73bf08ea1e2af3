import ejs from 'ejs';

/** To look first is cheaper than to replace: hardly a text has anything to escape. What is no text, EJS makes one of. */
export function escapeHtml(value: unknown): string {
  return typeof value === 'string' && !/[&<>'"]/.test(value)
    ? value
    : ejs.escapeXML(value as string | undefined);
}
