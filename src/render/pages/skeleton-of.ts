import { controlOf } from '../../controls/all.ts';
import type { RawValue, RawValues } from '../../controls/raw.ts';
import type { Field } from '../../definition/field.ts';
import type { Step } from '../../definition/model.ts';
import { itemsAround } from '../../definition/place.ts';
import { dependsOnAnswers } from '../../flow/options-here.ts';
import { randomBytes } from '../../engine/ids.ts';
import type { Stamp } from '../../engine/stamp.ts';
import { onceFor } from '../../once-for.ts';
import { keptViewAt, momentsOf, showingOf, tellingOn, type KeptMoments, type PageOf } from './common-view.ts';
import type { Frame, Page } from './page.ts';
import { toldPage } from './told-places.ts';
import type { KeptView } from './view-parts.ts';
import { backLink, progressOf, stepListOf } from './way-view.ts';

/**
 * A page without what only its visitor has: with a gap in the place of what was typed, of the stamp, of the times and of
 * which of several runs it is. It
 * is written once, and filled for everybody who gets the same page.
 */
export interface Skeleton {
  /** All that the page with the gaps is made from, but for what is the same on all pages of its wizard. */
  readonly key: string;
  /** What stands in the gaps, by number. */
  readonly values: readonly string[];
  /** What is to be written. */
  readonly withGaps: () => PageWithGaps;
}

export interface PageWithGaps {
  readonly page: Page;
  readonly frame: Frame;
  /** The part of its model that is made from moments, in which no gap can stand. */
  readonly kept: KeptView | undefined;
}

// Nobody can type it: it is another one in each process. Escaping leaves it as it is.
const mark = `gap-${randomBytes(12).toString('base64url')}-`;
const gapNumber = new RegExp(`${mark}(\\d+)\\.`);

/** The pieces of a page between its gaps; at the odd places the numbers of the gaps. */
export function splitAtGaps(html: string): readonly string[] {
  return html.split(gapNumber);
}

/** A longer key is one that nobody else's page will have. */
const longestKey = 4_000;

/**
 * The skeleton of a page.
 *
 * @returns undefined for a page that is written for its visitor alone: on which more of the answers may stand than what is
 *   typed into its own controls
 */
export function skeletonOf(page: Page, frame: Frame): Skeleton | undefined {
  // What a host asks about its cookies names the page's whole address.
  if (frame.cookieChoiceAt !== undefined) return undefined;
  if (page.kind !== 'step' || itemsAround(page.place).length > 0 || !isAlike(page.place.step))
    return undefined;
  const showing = showingOf(page, frame);
  // A text of it names an answer.
  if (toldPage(page, (walk) => tellingOn(showing, walk)) !== page) return undefined;
  const { place, status, issues, isAskedAgain } = page;
  const values: string[] = [];
  const shape = gapped(page, frame, (value) => {
    values.push(value);
    return gapSign;
  });
  const links = shape.run === undefined ? showing : showingOf(page, { ...frame, run: shape.run });
  const way = [progressOf(page, showing.say), backLink(page, links), stepListOf(page, place, links)];
  const typedIn = frame.languages?.typedIn;
  const key = JSON.stringify([place.key, status, issues, isAskedAgain, shape, way, typedIn]);
  if (key.length > longestKey) return undefined;
  return { key, values, withGaps: () => withGaps(page, frame) };
}

/** Stands in a key for a gap: what can be a gap is never anything else but empty. */
const gapSign = '*';

/** What of a page only its visitor has, each as `gapFor` writes it; they come in the same order each time. */
interface Gapped {
  readonly raw: RawValues;
  readonly stamp: Stamp;
  readonly nonce: string;
  readonly run: string | undefined;
  readonly moments: KeptMoments | undefined;
}

function gapped(page: PageOf<'step'>, frame: Frame, gapFor: (value: string) => string): Gapped {
  const { instance, seen, page: rendering, ...restOfStamp } = page.stamp;
  const { keptUntil } = page;
  return {
    raw: rawWithGaps(page.place.step, page.raw, gapFor),
    stamp: { instance: gapFor(instance), seen: gapFor(seen), page: gapFor(rendering), ...restOfStamp },
    nonce: gapFor(frame.nonce),
    run: frame.run === undefined ? undefined : gapFor(frame.run),
    moments: keptUntil === undefined ? undefined : momentsWithGaps(momentsOf(keptUntil, frame), gapFor),
  };
}

function withGaps(page: PageOf<'step'>, frame: Frame): PageWithGaps {
  let count = 0;
  const gapFor = () => {
    count += 1;
    return `${mark}${count - 1}.`;
  };
  const { raw, stamp, nonce, run, moments } = gapped(page, frame, gapFor);
  const framed = { ...frame, nonce, run };
  return {
    page: { ...page, raw, stamp },
    frame: framed,
    kept: moments === undefined ? undefined : keptViewAt(page, framed, moments),
  };
}

/** Whether a step's page is the same for everybody but for what is typed into it, what is wrong with it, and the way. */
const isAlike = onceFor(
  (step: Step): boolean =>
    step.helpers === undefined &&
    (step.contents ?? []).every(({ show }) => show === undefined) &&
    step.fields.every(
      (field) => field.show === undefined && !dependsOnAnswers(field) && controlOf(field).files === undefined,
    ),
);

/** The views of fields that do nothing with what is typed but write it, and ask whether it is empty. */
const writing: readonly string[] = ['text', 'textarea', 'date'];

/** What was typed, with a gap for each text that is written as it is; what is chosen, and what is empty, stays. */
function rawWithGaps(step: Step, raw: RawValues, gapFor: (value: string) => string): RawValues {
  const shown: { [field: string]: RawValue } = {};
  for (const field of step.fields) {
    const value = Object.hasOwn(raw, field.name) ? raw[field.name] : undefined;
    if (value !== undefined) shown[field.name] = isWritten(field) ? withGapsIn(value, gapFor) : value;
  }
  return shown;
}

function isWritten(field: Field): boolean {
  const { view, own, isSecret, isHidden } = controlOf(field);
  // What a control makes of a value itself is made of the value, which is in the key then.
  return own === undefined && isSecret !== true && isHidden !== true && writing.includes(view);
}

function withGapsIn(value: RawValue, gapFor: (value: string) => string): RawValue {
  if (value === '') return value;
  if (typeof value === 'string') return gapFor(value);
  if (Array.isArray(value)) return value as RawValue;
  const parts = Object.entries(value).map(([part, typed]) => [part, typed === '' ? '' : gapFor(typed)]);
  return Object.fromEntries(parts) as RawValue;
}

function momentsWithGaps(
  { until, now, moment }: KeptMoments,
  gapFor: (value: string) => string,
): KeptMoments {
  return {
    until: gapFor(String(until)),
    now: gapFor(String(now)),
    moment: { ...moment, iso: gapFor(moment.iso), text: gapFor(moment.text) },
  };
}
