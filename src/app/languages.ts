import { z } from 'zod';
import { formatFaults } from '../definition/check/check.ts';
import { translationFaults } from '../definition/check/translation.ts';
import { inLanguage, textIn, textsShape, type Texts } from '../definition/in-language.ts';
import type { WizardDefinition } from '../definition/model.ts';
import { choiceResolver } from '../engine/choices.ts';
import { optionLoader } from '../engine/load-options.ts';
import { WizardError } from '../errors.ts';
import type { PartsByLanguage } from '../http/languages.ts';
import type { Parts } from '../http/parts.ts';
import { directionOf, nameOfLanguage } from '../language/formats.ts';
import type { OfferedLanguage, Theme } from '../render/pages/page.ts';
import { languageTag, partialTheme } from './shared-settings.ts';

/** What a language is shown with, beside what the deployment shows in all. */
export interface LanguageOptions {
  /** What it is called on the switch: by default as its speakers call it, such as "Deutsch". */
  readonly name?: string;
  /** By default that of its script. */
  readonly direction?: 'ltr' | 'rtl';
  /** What of the theme is other words in this language; the rest is the deployment's. */
  readonly theme?: Partial<Pick<Theme, 'name' | 'logo' | 'footerLinks' | 'phase' | 'cookieBanner' | 'words'>>;
  /** The framework's words, as `stepway texts --words` writes them. */
  readonly words?: Texts;
  /** The texts of the wizards by id, as `stepway texts` writes them. */
  readonly texts?: { readonly [wizardId: string]: Texts };
}

/** The languages of a deployment beside its theme's own, by tag (BCP 47). */
export type LanguagesOption = { readonly [tag: string]: LanguageOptions };

const { name, logo, footerLinks, phase, cookieBanner, words } = partialTheme.shape;

/** What the option `languages` must be. */
export const languagesShape = z.record(
  languageTag,
  z.strictObject({
    name: z.string().min(1).optional(),
    direction: z.enum(['ltr', 'rtl']).optional(),
    theme: z.strictObject({ name, logo, footerLinks, phase, cookieBanner, words }).optional(),
    words: textsShape.optional(),
    texts: z.record(z.string(), textsShape).optional(),
  }),
  'must be languages by their tags, such as { cy: {} }',
);

/** The languages that visitors can choose between, the deployment's own among them; none where there is no other. */
export function offeredLanguages(own: string, languages: LanguagesOption = {}): readonly OfferedLanguage[] {
  const tags = Object.keys(languages);
  const all = tags.includes(own) ? tags : [own, ...tags];
  if (all.length < 2) return [];
  return all.map((tag) => ({ tag, name: languages[tag]?.name ?? nameOfLanguage(tag) }));
}

/**
 * What pages are put together from in each language, the deployment's own first; undefined where there is no other.
 *
 * @throws WizardError DEFINITION_INVALID with every fault of every text
 */
export function partsByLanguage(parts: Parts, languages: LanguagesOption = {}): PartsByLanguage | undefined {
  const { theme, languages: offered } = parts.look;
  if (offered.length === 0) return undefined;
  const tags = [theme.language, ...offered.map(({ tag }) => tag)];
  const made = new Map([...new Set(tags)].map((tag) => [tag, partsIn(tag, parts, languages)]));
  const faults = [...parts.engine.definitions.values()].flatMap((definition) =>
    [...made.keys()].flatMap((tag) => faultsIn(definition, tag, languages[tag]?.texts?.[definition.id])),
  );
  if (faults.length > 0) throw new WizardError('DEFINITION_INVALID', faults.join('\n'));
  return made;
}

function partsIn(tag: string, parts: Parts, languages: LanguagesOption): Parts {
  const { engine, look } = parts;
  const { direction, theme, words: own = {} } = languages[tag] ?? {};
  const { services, log, now } = engine;
  const loadOptions = optionLoader({ services, log, now, language: tag });
  const isOwn = tag === look.theme.language;
  const written = Object.keys(own).flatMap((key) => {
    const text = textIn(own, key, tag);
    return text === undefined ? [] : [[key, text] as const];
  });
  const inIts = (definition: WizardDefinition) => inOneOf(languages, definition, look, tag);
  return {
    ...parts,
    engine: {
      ...engine,
      definitions: new Map([...engine.definitions].map(([id, definition]) => [id, inIts(definition)])),
      // What is loaded in one language is kept for it alone.
      loadOptions,
      resolveChoices: choiceResolver(loadOptions),
    },
    look: {
      ...look,
      theme: {
        ...look.theme,
        ...theme,
        language: tag,
        direction: direction ?? (isOwn ? look.theme.direction : directionOf(tag)),
        words: { ...(isOwn ? look.theme.words : {}), ...Object.fromEntries(written), ...theme?.words },
      },
    },
  };
}

/** A wizard in a language, or in the deployment's own where it has no texts in that one: it is not offered there. */
function inOneOf(
  all: LanguagesOption,
  definition: WizardDefinition,
  { theme, languages: offered }: Parts['look'],
  tag: string,
): WizardDefinition {
  const textsOf = (each: string) => all[each]?.texts?.[definition.id];
  const languages = offered
    .map((each) => each.tag)
    .filter((each) => each === theme.language || textsOf(each) !== undefined);
  const its = languages.includes(tag) ? tag : theme.language;
  return { ...inLanguage(definition, its, textsOf(its)), languages };
}

function faultsIn(definition: WizardDefinition, tag: string, given: Texts | undefined): readonly string[] {
  const faults = given === undefined ? [] : translationFaults(definition, tag, given);
  const errors = faults.filter(({ severity }) => severity === 'error');
  return errors.length === 0
    ? []
    : [formatFaults(`wizard "${definition.id}", its texts in "${tag}"`, errors)];
}
