import { progressAt } from '../../flow/progress.ts';
import type { StepPlace } from '../../definition/place.ts';
import type { Walk } from '../../flow/walk.ts';
import { wordIssue } from '../../form/issue.ts';
import type { PageOf, Showing } from '../pages/common-view.ts';
import { pageLanguageOf, withNamedItems } from '../pages/item-name.ts';
import type { Page } from '../pages/page.ts';
import { hiddenNames } from '../pages/urls.ts';
import type { BodyOf } from './answers/answers.ts';
import {
  backOf,
  describeStep,
  helpersOf,
  isoOf,
  issuesOf,
  linksOf,
  sentAlong,
  wizardOf,
  type Answering,
} from './json-parts.ts';
import { formattedValues, showOf, typedValues, withoutSecrets, type Values } from './step-values.ts';
import { schemaOf } from './step-schema.ts';

/** A step's form: its questions, what stands in it, and what is wrong with that. */
export function stepBody(page: PageOf<'step'>, answering: Answering): BodyOf<'step'> {
  const { definition, place, walk, status, stored } = page;
  const { urls, language } = answering;
  const values =
    status === 200 && stored !== undefined
      ? withoutSecrets(place, stored)
      : typedValues(place, { ...page, sent: answering.sent }, language.tag);
  return {
    wizard: wizardOf(definition),
    step: describeStep(place),
    ...asked(place, walk, answering),
    values,
    formatted: formattedOn(page, values, answering),
    helpers: helpersOf(page),
    isAskedAgain: page.isAskedAgain === true ? true : undefined,
    issues: issuesOf(page.issues.map((issue) => wordIssue(issue, place.step, language))),
    progress: progressAt(walk, place),
    stamp: sentAlong(page.stamp),
    links: { ...linksOf(page, urls), self: urls.step(definition.id, place.key), ...backOf(page, urls) },
  };
}

/** What a step asks: its fields as one schema, with the options that there are here, and when each is asked. */
export function asked(place: StepPlace, walk: Walk, showing: Showing) {
  const words = pageLanguageOf(showing);
  const named = withNamedItems(place, walk, words);
  return { schema: schemaOf(named.step, words), show: showOf(place, walk) };
}

/** How the values of a page's step read. */
export function formattedOn(
  { place, walk }: { readonly place: StepPlace; readonly walk: Walk },
  values: Values,
  showing: Showing,
) {
  const language = pageLanguageOf(showing);
  return formattedValues(withNamedItems(place, walk, language), values, { walk, language });
}

/** A step that was answered elsewhere in between: both answers. */
export function conflictBody(page: PageOf<'conflict'>, answering: Answering): BodyOf<'conflict'> {
  const { definition, place, walk } = page;
  const { urls, language, sent } = answering;
  const typed = typedValues(place, { ...page, sent }, language.tag);
  const stored = page.stored === undefined ? undefined : withoutSecrets(place, page.stored);
  return {
    wizard: wizardOf(definition),
    step: describeStep(place),
    ...asked(place, walk, answering),
    typed,
    stored: stored ?? null,
    formatted: {
      typed: formattedOn(page, typed, answering),
      stored: stored === undefined ? {} : formattedOn(page, stored, answering),
    },
    stamp: sentAlong(page.stamp),
    links: { ...linksOf(page, urls), self: urls.step(definition.id, place.key) },
  };
}

/** A page that could not take what was sent, and holds it. */
export function heldBody(
  page: Extract<Page, { kind: 'expired' | 'full' | 'no-cookies' | 'too-large' | 'unavailable' }>,
  { urls, language, sent }: Answering,
): BodyOf<'expired' | 'no-cookies' | 'too-large' | 'unavailable'> {
  const { definition, place } = page;
  return {
    wizard: definition === undefined ? undefined : wizardOf(definition),
    step: place === undefined ? undefined : describeStep(place),
    typed: typedValues(place, { ...page, sent }, language.tag),
    stamp: stampOf(page),
    ...undoIn(page),
    links:
      definition === undefined
        ? undefined
        : {
            ...linksOf({ definition }, urls),
            self: place === undefined ? undefined : urls.step(definition.id, place.key),
          },
  };
}

/** Until when what was deleted can be brought back, where that is why the page is held. */
function undoIn(page: Parameters<typeof stampOf>[0]): { readonly undoUntil?: string } {
  if (page.kind !== 'expired' || page.deleted === undefined) return {};
  return { undoUntil: isoOf(page.deleted.until) };
}

/** What is to be sent with the same values again. */
function stampOf(
  page: Extract<Page, { kind: 'expired' | 'full' | 'no-cookies' | 'too-large' | 'unavailable' }>,
) {
  if (page.kind === 'expired') return { [hiddenNames.carry]: '1' };
  return 'stamp' in page && page.stamp !== undefined ? sentAlong(page.stamp) : undefined;
}
