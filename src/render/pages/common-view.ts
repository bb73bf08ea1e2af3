import type { Walk } from '../../flow/walk.ts';
import type { WizardDefinition } from '../../definition/model.ts';
import type { Place } from '../../definition/place.ts';
import { formatDays, formatDuration, formatMoment, formatTime } from '../../language/formats.ts';
import { paragraphsOf, type Language, type Say } from '../../language/language.ts';
import type { Frame, Page, PageKind } from './page.ts';
import { cookieBannerView } from './cookie-banner-view.ts';
import { languagesView } from './languages-view.ts';
import { tellingOf } from './item-name.ts';
import { lineHtml, wordsProse } from './prose.ts';
import { hiddenNames, urlsAt, type Urls } from './urls.ts';
import type { IssueView, KeptView, MomentView, ProgressView } from './view-parts.ts';
import type { PageView, WizardView } from './view.ts';
import type { Telling } from './words-with-answers.ts';

/** A page of one kind. */
export type PageOf<K extends PageKind> = Extract<Page, { kind: K }>;

/** The wizard that a page belongs to, when it does. */
export function definitionOf(page: Page): WizardDefinition | undefined {
  return 'definition' in page ? page.definition : undefined;
}

/** The place that a page belongs to, when it does. */
export function placeOf(page: Page): Place | undefined {
  return 'place' in page ? page.place : undefined;
}

/** What a page is said in: the words of its step over those of its wizard, over those of the deployment. */
export function languageOn(page: Page, frame: Frame): Language {
  return frame.language.with(definitionOf(page)?.words).with(placeOf(page)?.step.words);
}

/** How one page is shown: what everything on it is made with. */
export interface Showing {
  readonly frame: Frame;
  readonly urls: Urls;
  readonly language: Language;
  readonly say: Say;
}

/** How a page is shown within its frame. */
export function showingOf(page: Page, frame: Frame): Showing {
  const language = languageOn(page, frame);
  return { frame, urls: urlsAt(frame.base, frame.run), language, say: language.say };
}

/** What the texts of a page are told with. */
export function tellingOn({ say, language }: Showing, walk?: Walk): Telling {
  return tellingOf(walk, { say, language: language.tag });
}

/** The model of one kind of page. */
export type ViewOf<P extends Page> = Extract<WizardView, { readonly kind: P['kind'] }>;

const none: readonly never[] = Object.freeze([]);

/** What a view finds on a page that does not have it: every model inherits it, so that no view asks whether it is there. */
const empty = {
  headingInField: false,
  eyebrow: none,
  helpers: Object.freeze({}),
  paragraphs: none,
  prose: '',
  issues: none,
  links: none,
  stepList: none,
  sections: none,
  handOvers: none,
  around: none,
  items: none,
  lists: none,
  tasks: none,
  typed: none,
  stored: none,
  needs: none,
  needsHtml: none,
  declaration: none,
  declarationHtml: '',
  next: none,
  nextHtml: none,
};

/** What one kind of page shows itself; what it leaves out is empty. */
type Shown<View extends WizardView> = Omit<View, keyof PageView<PageKind>> &
  Pick<View, 'heading'> &
  Partial<Pick<View, 'headingInField' | 'eyebrow' | 'paragraphs' | 'prose' | 'issues' | 'links'>> &
  Partial<Pick<View, 'help'>> &
  Pick<View, 'form' | 'back'>;

/** What the document's title is made of. */
interface Titled {
  readonly heading: string;
  /** In its place where the heading may hold answers, and the page is kept: in a bookmark, in the browser's history. */
  readonly lastingHeading?: string | undefined;
  readonly around?: readonly string[];
  readonly progress?: ProgressView | undefined;
  readonly issues?: readonly IssueView[];
}

/**
 * The finished model of a page: what its kind shows, what every page says of itself, and the document's title; the
 * rest is inherited from what is the same on all pages of its wizard.
 */
export function finish<P extends Page>(
  page: P,
  showing: Showing,
  shown: Shown<ViewOf<P>> & Titled,
): ViewOf<P> {
  const { frame, say } = showing;
  const { view } = fixedPart(definitionOf(page), frame);
  const own = {
    kind: page.kind,
    status: page.status,
    title: titleOf(shown, view, say),
    nonce: frame.nonce,
    step: placeOf(page)?.key,
    say,
    kept: keptView(page, frame),
    cookieBanner: cookieBannerView(frame),
    languages: languagesView(page, frame),
    keptFor: keptForOn(page, frame),
    prose: shown.prose ?? wordsProse(shown.paragraphs ?? none),
  };
  // The prototype is not seen by the type of what is made from it.
  return Object.assign(Object.create(view) as typeof view, own, shown) as unknown as ViewOf<P>;
}

function titleOf(
  { heading, lastingHeading = heading, around = none, progress, issues = none }: Titled,
  { name, service }: FixedView,
  say: Say,
): string {
  const parts = [lastingHeading, ...around, progress?.text, name, service.name];
  const title = parts
    .filter((part, index) => part !== undefined && part !== '' && parts.indexOf(part) === index)
    .join(' – ');
  return issues.length > 0 ? say('title-error', { title }) : title;
}

/** The moment until which answers are kept; its day is said when it is another one. */
export function endOf(until: number, { now, timeZone, language }: Frame): MomentView {
  return {
    iso: new Date(until).toISOString(),
    text: formatTime(until, now, { tag: language.tag, timeZone }),
    of: 'end',
  };
}

/** A moment that is past. */
export function pastMoment(
  ms: number,
  of: 'sent' | 'ended' | 'moved' | 'changed',
  { timeZone, language }: Frame,
): MomentView {
  return {
    iso: new Date(ms).toISOString(),
    text: formatMoment(ms, { tag: language.tag, timeZone }),
    of,
  };
}

/** At least two minutes (WCAG 2.2.1 asks for 20 s), five where the session is long enough. */
function warnMs(idleMs: number): number {
  return Math.min(300_000, Math.max(120_000, idleMs / 3));
}

const withoutTime: readonly PageKind[] = ['done', 'submitted', 'expired', 'deleted', 'delete', 'open-saved'];

function keptView(page: Page, frame: Frame): KeptView | undefined {
  if (!('keptUntil' in page) || page.keptUntil === undefined || withoutTime.includes(page.kind))
    return undefined;
  return keptViewAt(page, frame, momentsOf(page.keptUntil, frame));
}

/** The moments that say until when answers are kept, as they are written. */
export type KeptMoments = Pick<KeptView, 'until' | 'now' | 'moment'>;

export function momentsOf(keptUntil: number, frame: Frame): KeptMoments {
  return { until: keptUntil, now: frame.now, moment: endOf(keptUntil, frame) };
}

/** Until when answers are kept, and what can be done about it. */
export function keptViewAt(
  { kind, definition }: Pick<PageOf<'step'>, 'definition'> & { readonly kind: PageKind },
  frame: Frame,
  moments: KeptMoments,
): KeptView {
  const { say, save, saveTyped, remove, runs } = fixedPart(definition, frame).kept;
  return {
    ...moments,
    text: say('kept', { time: moments.moment.text }),
    // Where the journey has ended there is nothing to come back to.
    save: kind === 'exit' ? undefined : kind === 'step' || kind === 'rows' ? saveTyped : save,
    delete: remove,
    runs,
  };
}

const asking: readonly PageKind[] = ['step', 'tasks', 'items'];

function keptForOn(page: Page, frame: Frame): readonly string[] {
  const isFirst = asking.includes(page.kind) && 'keptUntil' in page && page.keptUntil === undefined;
  return page.kind === 'start' || isFirst ? fixedPart(definitionOf(page), frame).kept.keptFor : none;
}

type FixedView = Pick<
  PageView<PageKind>,
  | 'id'
  | 'name'
  | 'language'
  | 'direction'
  | 'hasLanguages'
  | 'warning'
  | 'service'
  | 'footerLinks'
  | 'phase'
  | 'scheme'
  | 'styles'
  | 'scripts'
  | 'themeCss'
>;

/** What is the same on all pages of a wizard, or on all pages of none, for every visitor. */
interface FixedPart {
  readonly frame: Frame;
  readonly view: FixedView;
  readonly kept: ReturnType<typeof fixedKept>;
}

// A deployment has one theme, one language and, nearly always, one mount path.
const fixedParts = new WeakMap<object, FixedPart>();

function fixedPart(definition: WizardDefinition | undefined, frame: Frame): FixedPart {
  const owner = definition ?? frame.theme;
  const known = fixedParts.get(owner);
  if (known !== undefined && looksTheSame(known.frame, frame) && known.frame.run === frame.run) return known;
  const made = { frame, view: fixedView(definition, frame), kept: fixedKept(definition, frame) };
  fixedParts.set(owner, made);
  return made;
}

/** Whether pages are laid out alike in two frames, but for the moment and the nonce. */
export function looksTheSame(one: Frame, other: Frame): boolean {
  return (
    one.theme === other.theme &&
    one.language === other.language &&
    one.base === other.base &&
    one.lifetime === other.lifetime
  );
}

function fixedView(definition: WizardDefinition | undefined, frame: Frame): FixedView {
  const { theme, language, languages, base, run, lifetime } = frame;
  const { name, logo, direction, footerLinks, phase, scheme, styles = none, scripts = none } = theme;
  // Of the common type, as a prototype has none of its own.
  return Object.assign(Object.create(empty) as typeof empty, {
    id: definition?.id,
    name: definition?.title,
    language: language.tag,
    direction,
    hasLanguages: languages !== undefined,
    warning: definition && { ms: warnMs(lifetime.idleMs), keepUrl: urlsAt(base, run).keep(definition.id) },
    service: { name, href: urlsAt(base).list(), logo },
    footerLinks,
    phase: phase && { tag: phase.tag, html: lineHtml(phase.text, { say: language.say }) },
    scheme,
    styles,
    scripts,
    themeCss: themeCss(theme.properties),
  });
}

function fixedKept(definition: WizardDefinition | undefined, { language, base, run, lifetime }: Frame) {
  const { say } = language.with(definition?.words);
  const urls = urlsAt(base, run);
  const id = definition?.id ?? '';
  const save = { href: urls.saved(id), text: say('save'), isPosted: definition?.keepFor !== undefined };
  const [duration, most] = [lifetime.idleMs, lifetime.absoluteMs].map((ms) =>
    formatDuration(ms, language.tag),
  );
  return {
    say,
    keptFor: [
      ...paragraphsOf(say('kept-for', { duration: duration!, most: most! })),
      ...(definition?.keepFor === undefined
        ? []
        : paragraphsOf(say('kept-saved', { duration: formatDays(definition.keepFor.days, language.tag) }))),
    ],
    save,
    saveTyped: { ...save, field: hiddenNames.save },
    remove: {
      href: urls.end(id),
      text: say(definition?.several === undefined ? 'delete' : 'runs.delete-this'),
    },
    runs: definition?.several === undefined ? undefined : { href: urls.runs(id), text: say('runs.all') },
  };
}

// The author's own values; what could end the declaration or the element is dropped all the same. Browsers that do not
// know light-dark() keep our own.
function themeCss(properties: { readonly [property: string]: string }): string {
  const sound = Object.entries(properties).filter(
    ([name, value]) => /^--[\w-]+$/.test(name) && !/[;{}<]/.test(value),
  );
  const rule = (entries: typeof sound) =>
    entries.length === 0 ? '' : `.stepway{${entries.map((entry) => entry.join(':')).join(';')}}`;
  const isTwofold = ([, value]: (typeof sound)[number]) => value.includes('light-dark(');
  const twofold = rule(sound.filter(isTwofold));
  return (
    rule(sound.filter((entry) => !isTwofold(entry))) +
    (twofold && `@supports (color:light-dark(red,red)){${twofold}}`)
  );
}
