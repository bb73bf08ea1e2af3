import { controlOf } from '../../controls/all.ts';
import { didYouMean, nearest } from '../../did-you-mean.ts';
import { newFault, type Fault } from '../../fault.ts';
import type { AnswerPath } from '../answers.ts';
import type { Field } from '../field.ts';
import type { WizardDefinition } from '../model.ts';
import { anyItem } from '../path.ts';
import { everyNode, itemScope, rootScope, type NodeAt } from '../place.ts';
import { readText, readingsIn, type Reading } from '../template.ts';
import { completionWithTexts, pageWithTexts, type EachText, type TextPlace } from '../texts.ts';
import { faultKey, fieldRead, written, type Reader } from './reads.ts';

/** Faults of the texts of a definition: what cannot be read in them, and answers that they cannot name. */
export function textFaults(definition: WizardDefinition): readonly Fault[] {
  const all = everyNode(definition);
  const ofNodes = all.flatMap((at, index) =>
    textsOf(at).flatMap((placed) => {
      const key = `${placeKey(at)}.${placed.key}`;
      return faultsOf({ ...placed, key }, readerOf(at, placed, { all, index }), at);
    }),
  );
  // What is said of the whole may name every answer.
  const around = { all, index: all.length, scope: rootScope(definition), what: 'text' } as const;
  const ofWhole = (placed: PlacedText, call: string) =>
    faultsOf(placed, { ...around, name: placed.property, place: {} }).map((fault) => ({ ...fault, call }));
  const said = collected((each) => completionWithTexts(definition.completion, each)).map((placed) => ({
    ...placed,
    key: `complete.${placed.key}`,
  }));
  const { name } = definition.several ?? {};
  return [
    ...ofNodes,
    ...said.flatMap((placed) => ofWhole(placed, 'complete')),
    ...(name === undefined
      ? []
      : ofWhole({ text: name, property: 'several', key: 'several.name' }, 'wizard')),
    ...beforeAnyAnswer(definition),
  ];
}

/** A text, and the option that it was written as. */
export interface PlacedText extends TextPlace {
  readonly text: string;
}

/** Every text of a node in which answers can be named. */
export function textsOf(at: NodeAt): readonly PlacedText[] {
  switch (at.kind) {
    case 'value':
      return [{ text: at.value.field.meta.label, property: 'label', key: 'label' }];
    case 'part':
      return sectionText(at.node.kind === 'part' ? at.node.section : undefined);
    case 'section':
      return [{ text: at.node.kind === 'section' ? at.node.title : '', property: 'title', key: 'title' }];
    case 'step':
    case 'exit':
    case 'group': {
      const { step } = at;
      const item =
        step.kind === 'group' && step.item !== undefined
          ? [{ text: step.item, property: 'item', key: 'item' }]
          : [];
      const texts = collected((each) => pageWithTexts(step, each));
      return [...texts, ...item, ...sectionText(step.section)];
    }
  }
}

function sectionText(section: string | undefined): readonly PlacedText[] {
  return section === undefined ? [] : [{ text: section, property: 'section', key: 'section' }];
}

/** Under which key the texts of a node stand in a file of texts: see `withEveryText`. */
function placeKey(at: NodeAt): string {
  switch (at.kind) {
    case 'value':
      return `values.${at.written}`;
    case 'part':
      return `parts.${at.written}`;
    case 'section':
      return `sections.${[at.written, at.node.id].filter((id) => id !== '').join('/')}`;
    case 'step':
    case 'exit':
    case 'group':
      return `steps.${at.written}`;
  }
}

function numbered(key: string, texts: readonly string[]): readonly PlacedText[] {
  return texts.map((text, index) => ({ text, property: 'start', key: `${key}.${index + 1}` }));
}

/** The texts that a look at all of them comes by. */
export function collected(lookAtAll: (each: EachText) => unknown): readonly PlacedText[] {
  const found: PlacedText[] = [];
  lookAtAll((text, place) => {
    found.push({ text, ...place });
    return text;
  });
  return found;
}

function readerOf(at: NodeAt, { property, field }: TextPlace, around: Pick<Reader, 'all' | 'index'>): Reader {
  const scope = property === 'item' && at.kind === 'group' ? itemScope(at, anyItem) : at.scope;
  return { ...around, scope, name: property, what: 'text', place: { step: faultKey(at), field } };
}

function faultsOf({ text, isLong, key }: PlacedText, reader: Reader, at?: NodeAt): readonly Fault[] {
  const read = readText(text);
  if (read === undefined) return [];
  const { name: property, place } = reader;
  if ('problem' in read) {
    const message = `its ${property} cannot be read: ${read.problem}; an answer is written as {step.field}, and a brace that is meant as it is as '{'`;
    return [newFault('unreadable-text', message, { ...place, property, text: key })];
  }
  if (isLong === true && /\]\([^)]*\{/.test(text)) {
    const message = `the address of a link in its ${property} names an answer; it can be the same for everyone only`;
    return [newFault('unreadable-text', message, { ...place, property, text: key })];
  }
  return readingsIn(read.template).flatMap((reading) => {
    const { ref } = reading;
    const target = reader.scope.find(ref);
    // A list may say how many it has itself.
    const isOwnCount =
      at?.kind === 'group' && target.kind === 'count' && target.key === at.key && property !== 'item';
    const field = isOwnCount ? target.group.count : fieldRead(ref, reader);
    const found = 'code' in field ? field : misfit(reading, field, property);
    const fault = property === 'messages' && ref.length === 1 ? found && limitInMessage(key, ref) : found;
    return fault === undefined ? [] : [{ ...fault, ...place, property, text: key, ref: written(ref) }];
  });
}

/** Words of the framework have placeholders of their own; the messages of a field name answers, as its other texts do. */
function limitInMessage(key: string, ref: AnswerPath): Fault {
  const code = key.slice(key.lastIndexOf('.messages.') + '.messages.'.length);
  const [word = ''] = ref;
  const message = `its message "${code}" names {${word}}, and messages of a field name earlier answers only, as {step.field}; write what is meant itself, such as the limit, or leave the message out: Stepway's own says it`;
  return newFault('unknown-step', message, { word });
}

/** What is wrong with writing this answer in this way. */
function misfit(reading: Reading, field: Field, property: string): Fault | undefined {
  const label = written(reading.ref).join('.');
  const fault = (message: string) => newFault('operator-does-not-fit', `its ${property} ${message}`);
  if (controlOf(field).isSecret === true) return fault(`shows "${label}", which is never shown`);
  if (field.isWords === false) return fault(`shows "${label}", which is no words`);
  switch (reading.kind) {
    case 'answer':
      return undefined;
    case 'plural':
    case 'ordinal': {
      if (field.shape !== 'number' && field.shape !== 'list')
        return fault(`counts by "${label}", which is no number; use select for the values of an answer`);
      const { otherwise } = reading;
      if (otherwise === undefined || /^\d+$/.test(otherwise)) return undefined;
      return fault(`counts by "${label}" and has "${otherwise}" in its place; that must be a number`);
    }
    case 'select':
      return selectMisfit(reading, field, fault);
  }
}

function selectMisfit(
  { ref, cases }: Extract<Reading, { readonly kind: 'select' }>,
  field: Field,
  fault: (message: string) => Fault,
): Fault | undefined {
  const label = written(ref).join('.');
  const values = field.shape === 'boolean' ? ['yes', 'no'] : field.options.map(({ value }) => value);
  if (field.meta.source !== undefined) return undefined;
  if (field.shape === 'list' || values.length === 0)
    return fault(`selects by "${label}", which is no choice of one`);
  const strange = [...cases.keys()].find((key) => key !== 'other' && !values.includes(key));
  if (strange === undefined) return undefined;
  const message = `selects by "${label}", which is never "${strange}"${didYouMean(strange, values)}`;
  return { ...fault(message), code: 'impossible-value', meant: nearest(strange, values), word: strange };
}

/** The wizard's title and its start page come before every answer: there, braces are plain. */
function beforeAnyAnswer(definition: WizardDefinition): readonly Fault[] {
  const { title, start } = definition;
  const texts = [
    { text: title, property: 'title', key: 'title' },
    ...(start === false
      ? []
      : [...numbered('start.intro', start.intro), ...numbered('start.needs', start.needs)]),
  ];
  const scope = rootScope(definition);
  return texts.flatMap(({ text, property, key }) => {
    const read = typeof text === 'string' ? readText(text) : undefined;
    if (read === undefined || 'problem' in read) return [];
    const named = readingsIn(read.template).find(({ ref }) => scope.find(ref).kind !== 'nothing');
    if (named === undefined) return [];
    const message = `its ${property} names "${named.ref.join('.')}", which nobody has answered yet where it is shown; take it out`;
    return [newFault('later-step', message, { call: 'wizard', property, text: key, ref: named.ref })];
  });
}
