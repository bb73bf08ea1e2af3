import type { WizardDefinition } from '../../definition/model.ts';
import type { ExitPlace, StepPlace } from '../../definition/place.ts';
import { formatMoment, formatTime } from '../../language/formats.ts';
import type { Language } from '../../language/language.ts';
import type { Frame, Page, PageKind } from './page.ts';
import { hiddenNames, urlsAt } from './urls.ts';
import type { KeptView, MomentView, WizardView } from './view.ts';

/** A page of one kind. */
export type PageOf<K extends PageKind> = Extract<Page, { kind: K }>;

/** The wizard that a page belongs to, when it does. */
export function definitionOf(page: Page): WizardDefinition | undefined {
  return 'definition' in page ? page.definition : undefined;
}

/** The place of the step or exit that a page belongs to, when it does. */
export function placeOf(page: Page): StepPlace | ExitPlace | undefined {
  return 'place' in page ? page.place : undefined;
}

/** What a page is said in: the words of its step over those of its wizard, over those of the deployment. */
export function languageOn(page: Page, frame: Frame): Language {
  return frame.language.with(definitionOf(page)?.words).with(placeOf(page)?.step.words);
}

const none: readonly never[] = Object.freeze([]);

/** What a kind of page does not have, so that a view never asks whether it is there. */
const empty = Object.freeze({
  title: '',
  heading: '',
  headingInField: false,
  eyebrow: none,
  helpers: Object.freeze({}),
  paragraphs: none,
  issues: none,
  links: none,
  stepList: none,
  sections: none,
  items: none,
  typed: none,
  stored: none,
  needs: none,
  declaration: none,
  next: none,
  keptFor: none,
});

/** What the views of all pages have in common; each kind puts its own on top by `finish`. */
export function commonView(page: Page, frame: Frame): WizardView {
  const { theme } = frame;
  const definition = definitionOf(page);
  const place = placeOf(page);
  return {
    ...empty,
    kind: page.kind,
    status: page.status,
    language: frame.language.tag,
    direction: theme.direction,
    nonce: frame.nonce,
    ...themeView(theme, frame.base),
    id: definition?.id,
    name: definition?.title,
    step: place?.key,
    say: languageOn(page, frame).say,
    ...keptView(page, frame),
  };
}

/**
 * Puts what one kind of page shows on top of the common view, and makes the document's title of it.
 *
 * @param shown what is to be shown; its heading is the page's h1 and begins the title
 * @param progress "Step 2 of 5", when it is known
 */
export function finish(
  common: WizardView,
  shown: Partial<WizardView> & { readonly heading: string },
  progress?: string,
): WizardView {
  const parts = [shown.heading, progress, common.name, common.service.name];
  const title = parts
    .filter((part, index) => part !== undefined && part !== '' && parts.indexOf(part) === index)
    .join(' – ');
  const hasIssues = (shown.issues ?? common.issues).length > 0;
  return { ...common, ...shown, title: hasIssues ? common.say('title-error', { title }) : title };
}

/** The moment until which answers are kept; its day is said when it is another one. */
export function endOf(until: number, { now, language }: Frame): MomentView {
  return { iso: new Date(until).toISOString(), text: formatTime(until, now, language.tag), of: 'end' };
}

/** A moment that is past. */
export function pastMoment(ms: number, of: 'sent' | 'ended', { language }: Frame): MomentView {
  return { iso: new Date(ms).toISOString(), text: formatMoment(ms, language.tag), of };
}

/** At least two minutes (WCAG 2.2.1 asks for 20 s), five where the session is long enough. */
function warnMs(idleMs: number): number {
  return Math.min(300_000, Math.max(120_000, idleMs / 3));
}

const withoutTime: readonly PageKind[] = ['done', 'submitted', 'expired', 'deleted', 'delete'];

function keptView(page: Page, frame: Frame): { readonly kept: KeptView } | undefined {
  if (!('keptUntil' in page) || page.keptUntil === undefined || withoutTime.includes(page.kind))
    return undefined;
  const { id } = page.definition;
  const urls = urlsAt(frame.base);
  const { say } = frame.language.with(page.definition.words);
  const moment = endOf(page.keptUntil, frame);
  return {
    kept: {
      text: say('kept', { time: moment.text }),
      moment,
      until: page.keptUntil,
      now: frame.now,
      warnMs: warnMs(frame.lifetime.idleMs),
      keepUrl: urls.keep(id),
      save: {
        href: urls.saved(id),
        text: say('save'),
        ...(page.kind === 'step' ? { field: hiddenNames.save } : {}),
      },
      delete: { href: urls.end(id), text: say('delete') },
    },
  };
}

type ThemeView = Pick<WizardView, 'service' | 'footerLinks' | 'themeCss'>;

const themeViews = new WeakMap<Frame['theme'], ThemeView>();

/** A deployment's look: the same on every page under one mount path. */
function themeView(theme: Frame['theme'], base: string): ThemeView {
  const href = urlsAt(base).list();
  const known = themeViews.get(theme);
  if (known?.service.href === href) return known;
  const made = {
    service: { name: theme.name, href, logo: theme.logo },
    footerLinks: theme.footerLinks,
    themeCss: themeCss(theme.properties),
  };
  themeViews.set(theme, made);
  return made;
}

// The author's own values; what could end the declaration or the element is dropped all the same.
function themeCss(properties: { readonly [property: string]: string }): string {
  const lines = Object.entries(properties)
    .filter(([name, value]) => /^--[\w-]+$/.test(name) && !/[;{}<]/.test(value))
    .map(([name, value]) => `${name}:${value}`);
  return lines.length === 0 ? '' : `:root:root{${lines.join(';')}}`;
}
