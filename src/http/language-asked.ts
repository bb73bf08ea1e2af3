import type { Request } from 'express';
import type { WizardDefinition } from '../definition/model.ts';
import type { Change } from '../form/retyped.ts';
import { hiddenNames } from '../render/pages/urls.ts';
import { fieldsOf } from './body.ts';
import type { Look } from './parts.ts';

/** What a form says of languages: what is typed into it is read in `from`, and is shown again in `to`. */
export interface FormLanguages extends Change {
  /** Whether it asks for its page in `to`: the visitor has pressed the switch. */
  readonly isAsked: boolean;
}

/** Where a form came from: its request, and the wizard, in one of whose languages it is. */
interface Sent {
  readonly req: Request;
  readonly definition: WizardDefinition | undefined;
}

/**
 * The languages of a form: it is read in that of its page, which may not be that of the moment, as another tab can have
 * changed it.
 */
export function languagesOfForm(
  { theme, languages }: Pick<Look, 'theme' | 'languages'>,
  sent: Sent,
): FormLanguages {
  const own = theme.language;
  if (languages.length === 0) return { from: own, to: own, isAsked: false };
  const asked = tagIn(hiddenNames.language, languages, sent);
  return {
    from: tagIn(hiddenNames.typedIn, languages, sent) ?? own,
    to: asked ?? own,
    isAsked: asked !== undefined,
  };
}

/** A language that a form names; undefined where it does not, or one in which its wizard is not offered. */
function tagIn(name: string, offered: Look['languages'], { req, definition }: Sent): string | undefined {
  const fields = fieldsOf(req);
  const named = Object.hasOwn(fields, name) ? fields[name] : undefined;
  const its = definition?.languages;
  return offered.find(({ tag }) => tag === named && (its === undefined || its.includes(tag)))?.tag;
}
