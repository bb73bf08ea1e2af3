/**
 * What is wrong with a text as the tag of a language (BCP 47).
 *
 * @returns undefined for a tag of a language that the engine knows, such as `en` or `pt-BR`
 */
export function languageTagRule(tag: string): string | undefined {
  const rule = 'must be a language tag (BCP 47), such as "en" or "pt-BR"';
  const code = languageIn(tag);
  if (code === undefined) return rule;
  // A tag may have five letters and more, so the name of a language is one, too.
  if (nameIn('en', code) !== undefined) return undefined;
  const meant = tagNamed(tag);
  return meant === undefined ? `${rule}; no language has "${tag}"` : `${rule}; did you mean "${meant}"?`;
}

function languageIn(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).language;
  } catch {
    return undefined;
  }
}

/** What a language is called in another one, or in itself. */
function nameIn(tag: string, code: string): string | undefined {
  return new Intl.DisplayNames(tag, { type: 'language', fallback: 'none' }).of(code);
}

/** The tag of two letters of a language that is called so, in English or by its speakers. */
function tagNamed(name: string): string | undefined {
  const letters = Array.from('abcdefghijklmnopqrstuvwxyz');
  const wanted = name.toLowerCase();
  return letters
    .flatMap((first) => letters.map((second) => `${first}${second}`))
    .find((code) => ['en', code].some((tag) => nameIn(tag, code)?.toLowerCase() === wanted));
}
