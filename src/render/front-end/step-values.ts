import { controlOf } from '../../controls/all.ts';
import type { RawValues } from '../../controls/raw.ts';
import type { Json } from '../../definition/answers.ts';
import { evaluate } from '../../definition/condition/evaluate.ts';
import { fieldsAt, itemsAround, type Place, type StepPlace } from '../../definition/place.ts';
import { liveOf, type Walk } from '../../flow/walk.ts';
import { normalise } from '../../form/read.ts';
import type { PageLanguage } from '../../controls/display.ts';
import { isRecord } from '../../is-record.ts';
import { pageCondition, type PageCondition } from '../pages/page-condition.ts';
import { answerLines } from '../pages/answer-lines.ts';
import { isTaken } from '../pages/summary.ts';

/** Values by field: each as its schema takes it, and what cannot be read as such as it was sent. */
export type Values = { readonly [field: string]: Json };

/** The JSON that a front end sent, under the names of its fields. */
export type SentJson = { readonly [name: string]: unknown };

/**
 * What was typed into a step, as a front end takes it. What came from a form is read as the schemas take it; what came
 * as JSON is repeated as it was sent. A password is never given back: any script of the page's origin could read it.
 *
 * @param language the page's, BCP 47
 */
export function typedValues(
  place: Place | undefined,
  { raw, sent }: { readonly raw: RawValues; readonly sent: SentJson | undefined },
  language: string,
): Values {
  if (place?.kind !== 'step') return {};
  const given = sent === undefined ? undefined : sentFor(place, sent);
  return withoutSecrets(place, given ?? readFrom(place, raw, language));
}

/** What was typed as it is read; where nothing was, there is no value. */
function readFrom({ step }: StepPlace, raw: RawValues, language: string) {
  const read = Object.entries(normalise(step, raw, language));
  return Object.fromEntries(read.filter(([name]) => Object.hasOwn(raw, name)));
}

/** What a front end sent for the fields of a step: what is absent or null is no answer; undefined for a row without an id. */
function sentFor(place: StepPlace, sent: SentJson): { readonly [field: string]: Json } | undefined {
  const values = Array.isArray(sent['rows']) ? rowIn(sent['rows'], itemsAround(place).at(-1)?.item) : sent;
  if (values === undefined) return undefined;
  return Object.fromEntries(
    place.step.fields
      .filter(({ name }) => Object.hasOwn(values, name) && values[name] !== null)
      // A body that was parsed as JSON holds nothing else.
      .map(({ name }) => [name, values[name] as Json]),
  );
}

function rowIn(rows: readonly unknown[], item: string | undefined): SentJson | undefined {
  const row = rows.find((each) => isRecord(each) && item !== undefined && each['id'] === item);
  return isRecord(row) && isRecord(row['values']) ? row['values'] : undefined;
}

/** Values by field without those that are never given back. */
export function withoutSecrets(place: Place, values: { readonly [field: string]: Json | undefined }): Values {
  const secrets = fieldsAt(place)
    .filter((field) => controlOf(field).isSecret === true)
    .map(({ name }) => name);
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === undefined || secrets.includes(name) ? [] : [[name, value] as const],
    ),
  );
}

/**
 * How the values of a step read, a text for each line, as on check-your-answers: of fields that are asked, and values that
 * their schemas take.
 */
export function formattedValues(
  place: StepPlace,
  values: Values,
  { walk, language }: { readonly walk: Walk; readonly language: PageLanguage },
): { readonly [field: string]: readonly string[] } {
  const known = liveOf(walk);
  const live = { ...known.live, [place.key]: values };
  const shown = place.step.fields.filter(
    (field) =>
      controlOf(field).isHidden !== true &&
      (field.show === undefined || evaluate(field.show, place.scope, { ...known, live }) === true),
  );
  return Object.fromEntries(
    shown.flatMap((field) => {
      const value = values[field.name];
      if (value === undefined || !isTaken(field, value)) return [];
      return [[field.name, answerLines(field, value, { key: place.key, ...language })] as const];
    }),
  );
}

/**
 * When each field and text of a step is asked or shown that depends on others, by its name: what earlier answers decide
 * is decided already, so that `false` is never shown, and what is left compares answers of the page itself.
 */
export function showOf(place: StepPlace, walk: Walk): { readonly [name: string]: PageCondition } {
  const earlier = liveOf(walk);
  return Object.fromEntries(
    [...place.step.fields, ...(place.step.contents ?? [])].flatMap(({ name, show }) => {
      const condition = show === undefined ? true : pageCondition(show, place, earlier);
      return condition === true ? [] : [[name, condition] as const];
    }),
  );
}
