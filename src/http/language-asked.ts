import type { Request } from 'express';
import type { OfferedLanguage } from '../render/pages/page.ts';
import { hiddenNames } from '../render/pages/urls.ts';
import { fieldsOf } from './body.ts';

/** The language in which a form asks for its page; undefined where it does not, or for one that is not offered. */
export function languageAsked(req: Request, offered: readonly OfferedLanguage[]): string | undefined {
  if (offered.length === 0) return undefined;
  const fields = fieldsOf(req);
  const asked = Object.hasOwn(fields, hiddenNames.language) ? fields[hiddenNames.language] : undefined;
  return offered.find(({ tag }) => tag === asked)?.tag;
}
