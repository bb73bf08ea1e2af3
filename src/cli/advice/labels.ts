import { controlOf } from '../../controls/all.ts';
import { and, fromRoot, wholeConditionOf } from '../../definition/condition/conditions.ts';
import { canReach, stopsOf } from '../../definition/condition/reach.ts';
import type { Condition } from '../../definition/answers.ts';
import type { Field } from '../../definition/field.ts';
import type { WizardDefinition } from '../../definition/model.ts';
import { anyItem } from '../../definition/path.ts';
import { everyPlace, rootScope, type StepPlace } from '../../definition/place.ts';
import { newFault, type Fault } from '../../fault.ts';
import { bareLabel } from '../../language/display-name.ts';
import { english } from '../../language/language.ts';
import { stepsIn } from './compared.ts';

/** Labels that make bad sentences in messages, and answers that check-your-answers does not tell apart. */
export function labelFaults(definition: WizardDefinition): readonly Fault[] {
  return [...badSentences(definition), ...sameLabels(definition)];
}

/** What shows that a label was not meant to stand inside a sentence. */
const signsOfBadSentences: readonly RegExp[] = [
  // An order inside an order: "Enter your provide your address".
  /^(?:enter|select|tick the box to) (?:your |the )?(?:please|enter|select|choose|provide|type|insert|fill|indicate|specify|confirm|input|put|use|click|check that|make sure)\b/i,
  /\b(\p{L}+) \1\b/iu,
  /[.!?;]\s/,
  /[?!]$/,
  /\b(?:my|me)\b/i,
  // Shouted, or longer than anybody reads in a message.
  /\p{Lu}{4,}\P{L}+\p{Lu}{4,}/u,
  /^.{120}/,
];

function badSentences(definition: WizardDefinition): readonly Fault[] {
  return stepsIn(everyPlace(definition)).flatMap(({ key, step }) => {
    const language = english.with(definition.words).with(step.words);
    return step.fields.flatMap((field) => {
      const control = controlOf(field);
      const { name, messages } = field.meta;
      if (!field.required || control.isHidden === true || name !== undefined) return [];
      if (messages?.required !== undefined) return [];
      const message = language.sayFault(field, { key: control.says.required });
      // A label in front of the message is no part of its sentence.
      const inFront = language.say('issue-of', { label: bareLabel(field), message: '' });
      const sentence = message.startsWith(inFront) ? message.slice(inFront.length) : message;
      if (!signsOfBadSentences.some((sign) => sign.test(sentence))) return [];
      const fix = `name it for messages, as in { name: 'your address' }, or write another label`;
      return [
        newFault('bad-sentence', `its label makes the message "${message}"; ${fix}`, {
          step: key,
          field: field.name,
        }),
      ];
    });
  });
}

/** An answer on check-your-answers, and what stands above it. */
interface Row {
  readonly place: StepPlace;
  readonly field: Field;
  readonly under: string;
}

/** Answers with the same label under the same headings, which some visitor sees together. */
function sameLabels(definition: WizardDefinition): readonly Fault[] {
  const places = stepsIn(everyPlace(definition)).filter(({ path }) => !path.includes(anyItem));
  const hasSections = places.some(({ heading }) => heading !== undefined);
  const rows = places.flatMap((place) => {
    const fields = place.step.fields.filter((field) => controlOf(field).isHidden !== true);
    const { heading, step } = place;
    const section = heading ?? (hasSections ? step.title : '');
    const under = [section, ...(fields.length > 1 ? [step.title] : [])].join('\n');
    return fields.map((field): Row => ({ place, field, under }));
  });
  return rows.flatMap((row, at): readonly Fault[] => {
    const alike = rows
      .slice(0, at)
      .find(
        (other) =>
          other.under === row.under &&
          other.field.meta.label === row.field.meta.label &&
          areTogether(definition, other, row),
      );
    if (alike === undefined) return [];
    const { place, field } = row;
    const other =
      alike.place.key === place.key
        ? `the field "${alike.field.name}"`
        : `the one of step "${alike.place.key}"`;
    const fix =
      place.path.length > 1
        ? 'give its include() a section, such as "Second witness"'
        : 'give one of them another label, or a section';
    const message = `on check-your-answers nothing tells it from ${other}: both read "${field.meta.label}" under the same heading; ${fix}`;
    return [newFault('same-label', message, { step: place.key, field: field.name })];
  });
}

/** Whether some visitor is asked both. */
function areTogether(definition: WizardDefinition, one: Row, other: Row): boolean {
  const needed = [one, other].flatMap(({ place, field }) => [
    wholeConditionOf(place),
    field.show === undefined ? undefined : fromRoot(field.show, place.scope),
  ]);
  const [first, second, ...rest] = needed.filter((each): each is Condition => each !== undefined);
  const when = first === undefined || second === undefined ? first : and(first, second, ...rest);
  if (when === undefined) return true;
  const stops = stopsOf(definition);
  const before = stops.slice(0, stops.findIndex(({ key }) => key === other.place.key) + 1);
  const probe = { key: '', kind: 'step', fields: [], when } as const;
  const root = rootScope(definition);
  return canReach([...before, probe], before.length, { root, broken: new Set(), mostTries: 500 }) === 'yes';
}
