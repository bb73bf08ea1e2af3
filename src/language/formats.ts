/** The language tag that formats are made for: bare English means that of plain dates, "27 March 2026". */
export function formatTag(tag: string): string {
  return tag === 'en' ? 'en-GB' : tag;
}

/** Whether dates and numbers can be formatted for a tag: `en_GB` is none. */
export function isLanguageTag(tag: string): boolean {
  try {
    return new Intl.Locale(tag).language !== undefined;
  } catch {
    return false;
  }
}

/** Makes each format once for its key: formats are slow to make, and there are few of them. */
export function once<Format>(make: (key: string) => Format): (key: string) => Format {
  const made = new Map<string, Format>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const format = make(key);
    made.set(key, format);
    return format;
  };
}
