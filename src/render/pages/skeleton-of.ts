import { controlOf } from '../../controls/all.ts';
import type { RawValue, RawValues } from '../../controls/raw.ts';
import type { Field } from '../../definition/field.ts';
import type { Step, WizardDefinition } from '../../definition/model.ts';
import { everyPlace, fieldsAt, itemsAround } from '../../definition/place.ts';
import { dependsOnAnswers } from '../../flow/options-here.ts';
import type { Stamp } from '../../engine/stamp.ts';
import { onceFor } from '../../once-for.ts';
import { keptViewAt, momentsOf, showingOf, tellingOn, type KeptMoments, type PageOf } from './common-view.ts';
import { frameWithGaps, gapsInto, momentWithGaps, type GapFor } from './gaps.ts';
import type { Frame, Page } from './page.ts';
import { answersToCheck, backFromCheck } from './step-views.ts';
import { calendarLink, copyView, receiptAnswers, timesOf, timesView } from './journey-views.ts';
import type { SectionView } from './summary.ts';
import { isToldAlike, toldPage } from './told-places.ts';
import type { WizardView } from './view.ts';
import { backLink, progressOf, stepListOf } from './way-view.ts';

/**
 * A page without what only its visitor has: with a gap in the place of what was typed, of answers, of the stamp, of the
 * times and of which of several runs it is. It is written once, and filled for everybody who gets the same page.
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
  /** In the place of what its model says: what is made from moments and answers, in which no gap can stand. */
  readonly instead: Partial<WizardView>;
}

/** A longer key is one that hardly anybody else's page will have. */
const longestKey = 8_000;

/**
 * The skeleton of a page.
 *
 * @returns undefined for a page that is written for its visitor alone: on which answers may stand elsewhere than where
 *   they are known to
 */
export function skeletonOf(page: Page, frame: Frame): Skeleton | undefined {
  // What a host asks about its cookies names the page's whole address.
  if (frame.cookieChoiceAt !== undefined) return undefined;
  switch (page.kind) {
    case 'step':
      return stepSkeleton(page, frame);
    case 'check':
      return checkSkeleton(page, frame);
    case 'done':
      return receiptSkeleton(page, frame);
    default:
      return undefined;
  }
}

/**
 * @param make the parts of the page in which something is only its visitor's, with a gap for each such value
 * @param keyOf what the page is made from: these parts, or what they follow from, and all that stands beside them
 */
function skeletonFrom<Parts extends object>(
  make: (gapFor: GapFor) => Parts,
  keyOf: (parts: Parts) => readonly unknown[],
  write: (parts: Parts) => PageWithGaps,
): Skeleton | undefined {
  const values: string[] = [];
  // Made once: what an author's function gives may differ from call to call, and the gaps with it.
  const parts = make(gapsInto(values));
  const key = JSON.stringify(keyOf(parts));
  return key.length > longestKey ? undefined : { key, values, withGaps: () => write(parts) };
}

function stepSkeleton(page: PageOf<'step'>, frame: Frame): Skeleton | undefined {
  if (itemsAround(page.place).length > 0 || !isAlike(page.place.step)) return undefined;
  const showing = showingOf(page, frame);
  // A text of it names an answer.
  if (toldPage(page, (walk) => tellingOn(showing, walk)) !== page) return undefined;
  const { place, status, issues, isAskedAgain } = page;
  return skeletonFrom(
    (gapFor) => ({
      raw: rawWithGaps(place.step, page.raw, gapFor),
      stamp: stampWithGaps(page.stamp, gapFor),
      ...frameWithGaps(frame, gapFor),
      moments: momentsWithGaps(page, frame, gapFor),
    }),
    (parts) => {
      const { run } = parts;
      const links = run === undefined ? showing : showingOf(page, { ...frame, run });
      const way = [progressOf(page, showing.say), backLink(page, links), stepListOf(page, place, links)];
      return [place.key, status, issues, isAskedAgain, parts, way, frame.languages?.typedIn];
    },
    ({ raw, stamp, nonce, run, moments }) => {
      const framed = { ...frame, nonce, run };
      return { page: { ...page, raw, stamp }, frame: framed, instead: keptInstead(page, framed, moments) };
    },
  );
}

function checkSkeleton(page: PageOf<'check'>, frame: Frame): Skeleton | undefined {
  const { status, issues } = page;
  if (!mayHaveSkeleton(page, frame)) return undefined;
  return skeletonFrom(
    (gapFor) => {
      const framed = frameWithGaps(frame, gapFor);
      const links = showingOf(page, { ...frame, run: framed.run });
      return {
        ...framed,
        stamp: stampWithGaps(page.stamp, gapFor),
        moments: momentsWithGaps(page, frame, gapFor),
        way: [backFromCheck(page, links), stepListOf(page, undefined, links)],
        sections: sectionsWithGaps(answersToCheck(page, links), gapFor),
      };
    },
    ({ run, stamp, moments, way, sections }) => [
      status,
      issues,
      run,
      stamp,
      moments,
      way,
      sections.map(sectionKey),
    ],
    ({ stamp, nonce, run, moments, sections }) => {
      const framed = { ...frame, nonce, run };
      const instead = { ...keptInstead(page, framed, moments), sections };
      return { page: { ...page, stamp }, frame: framed, instead };
    },
  );
}

function receiptSkeleton(page: PageOf<'done'>, frame: Frame): Skeleton | undefined {
  const { submission, sent } = page;
  const showing = showingOf(page, frame);
  // A copy names the address to which it is sent.
  if (!mayHaveSkeleton(page, frame) || copyView(page, showing) !== undefined) return undefined;
  return skeletonFrom(
    (gapFor) => {
      const { sent: moment, until } = timesOf(page, frame);
      return {
        ...frameWithGaps(frame, gapFor),
        reference: gapFor(page.reference),
        times: {
          sent: momentWithGaps(moment, gapFor),
          until: until === undefined ? undefined : momentWithGaps(until, gapFor),
        },
        sections: sectionsWithGaps(receiptAnswers(page, showing), gapFor),
      };
    },
    ({ run, times, sections }) => {
      const hasCalendar = calendarLink(page, showing) !== undefined;
      const seen = typeof sent === 'string' ? sent : 'here';
      return [submission, seen, hasCalendar, run, times, sections.map(sectionKey)];
    },
    ({ nonce, run, reference, times, sections }) => {
      const instead = { ...timesView(page, times, showing.say), sections };
      return { page: { ...page, reference }, frame: { ...frame, nonce, run }, instead };
    },
  );
}

/** More questions than these are rarely answered alike, and their summary would be made twice. */
const mostSummed = 40;

/** Whether the pages at the end of a form are the same for all who have the same rows on them. */
function mayHaveSkeleton({ definition }: PageOf<'check' | 'done'>, { languages }: Frame): boolean {
  // The links to other languages have the query of the page's address.
  return isShort(definition) && isToldAlike(definition) && languages?.address.includes('?') !== true;
}

const isShort = onceFor(
  (definition: WizardDefinition): boolean =>
    everyPlace(definition).reduce((sum, place) => sum + fieldsAt(place).length, 0) <= mostSummed,
);

/** What a section of a summary is made from: what its rows are called, and where they lead, follows from their fields. */
function sectionKey({ heading, rows }: SectionView): readonly unknown[] {
  return [
    heading,
    rows.map(({ label, step, fields, isEmpty, lines }) => [label, step?.key, fields, isEmpty, lines]),
  ];
}

function stampWithGaps({ instance, seen, page, ...rest }: Stamp, gapFor: GapFor): Stamp {
  return { instance: gapFor(instance), seen: gapFor(seen), page: gapFor(page), ...rest };
}

function momentsWithGaps(
  { keptUntil }: PageOf<'step' | 'check'>,
  frame: Frame,
  gapFor: GapFor,
): KeptMoments | undefined {
  if (keptUntil === undefined) return undefined;
  const { until, now, moment } = momentsOf(keptUntil, frame);
  return {
    until: gapFor(String(until)),
    now: gapFor(String(now)),
    moment: momentWithGaps(moment, gapFor),
  };
}

function keptInstead(
  page: PageOf<'step' | 'check'>,
  frame: Frame,
  moments: KeptMoments | undefined,
): PageWithGaps['instead'] {
  return moments === undefined ? {} : { kept: keptViewAt(page, frame, moments) };
}

/** A summary with a gap for each line of an answer: our views write it, and ask at most how many there are. */
function sectionsWithGaps(sections: readonly SectionView[], gapFor: GapFor): readonly SectionView[] {
  return sections.map((section) => ({
    ...section,
    rows: section.rows.map((row) => (row.isEmpty ? row : { ...row, lines: row.lines.map(gapFor) })),
  }));
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
function rawWithGaps(step: Step, raw: RawValues, gapFor: GapFor): RawValues {
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

function withGapsIn(value: RawValue, gapFor: GapFor): RawValue {
  if (value === '') return value;
  if (typeof value === 'string') return gapFor(value);
  if (Array.isArray(value)) return value as RawValue;
  const parts = Object.entries(value).map(([part, typed]) => [part, typed === '' ? '' : gapFor(typed)]);
  return Object.fromEntries(parts) as RawValue;
}
