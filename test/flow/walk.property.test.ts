import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Node, WizardDefinition } from '../../src/definition/model.ts';
import type { NodeAt } from '../../src/definition/place.ts';
import { findPlace, itemsAround } from '../../src/definition/place.ts';
import { isOpen } from '../../src/flow/position.ts';
import { walk } from '../../src/flow/walk.ts';
import { naive, type Stored } from './naive-walk.ts';
import { answerFirst, entropy, storedFrom, wizardFrom } from './random-wizard.ts';

const everyKind: readonly Node['kind'][] = [
  'step',
  'step',
  'step',
  'exit',
  'part',
  'section',
  'group',
  'value',
];
const withoutGroups: readonly Node['kind'][] = ['step', 'step', 'exit', 'part', 'section', 'value'];

const journeyOf = (kinds: readonly Node['kind'][]) =>
  fc.tuple(entropy, entropy).map(([shape, answers]): readonly [WizardDefinition, Stored] => {
    const definition = wizardFrom(shape, kinds);
    return [definition, storedFrom(answers, definition)];
  });
const journey = fc.oneof(journeyOf(everyKind), journeyOf(withoutGroups));

const walkOf = (definition: WizardDefinition, { answers, items }: Stored) => walk(definition, answers, items);

function walked(definition: WizardDefinition, stored: Stored) {
  const found = walkOf(definition, stored);
  return {
    path: found.path.map(({ key }) => key),
    live: Object.keys(found.live),
    items: Object.keys(found.items),
    values: found.values,
    firstIncomplete: found.firstIncomplete?.key,
    exit: found.exit?.key,
    complete: found.complete,
    total: found.total,
    open: found.path.filter((place) => isOpen(found, place)).map(({ key }) => key),
    verdicts: found.verdicts.map(({ at, verdict }) => `${nameOf(at)} ${verdict}`),
  };
}

function nameOf(at: NodeAt): string {
  if (at.kind !== 'section') return at.key;
  return `${at.key === '' ? '' : `${at.key}/`}§${at.node.id}`;
}

function model(definition: WizardDefinition, stored: Stored) {
  const found = naive(definition, stored);
  const path = found.path.map(({ key }) => key);
  return {
    path,
    live: found.live,
    items: found.items,
    values: found.values,
    firstIncomplete: found.firstIncomplete,
    exit: found.exit,
    complete: found.firstIncomplete === undefined && found.exit === undefined,
    total: found.isTotalKnown ? found.steps : undefined,
    open: path.filter((key) => found.isOpen(key)),
    verdicts: found.verdicts,
  };
}

test('a walk agrees with a model that works everything out again for each question', () => {
  fc.assert(
    fc.property(journey, ([definition, stored]) => {
      expect(walked(definition, stored)).toEqual(model(definition, stored));
    }),
    { numRuns: 3000 },
  );
});

test('a page that is told to apply stays so, whatever is answered further on', () => {
  fc.assert(
    fc.property(journey, ([definition, stored]) => {
      const early = walkOf(definition, stored);
      fc.pre(early.firstIncomplete !== undefined);
      const keys = early.path.map(({ key }) => key);
      const { key: first, kind } = early.firstIncomplete!;
      // An item that is added can lead to an exit, and then the group's own page is not come to.
      const before = keys.slice(0, keys.indexOf(first) + (kind === 'group' ? 0 : 1));
      for (const value of [0, 1, 2, 3]) {
        const later = walkOf(definition, answerFirst(definition, stored, value));
        expect(later.path.map(({ key }) => key).filter((key) => before.includes(key))).toEqual(before);
      }
    }),
    { numRuns: 500 },
  );
});

test('answering the first incomplete page again and again ends, complete or at an exit', () => {
  fc.assert(
    fc.property(journey, fc.infiniteStream(fc.nat({ max: 3 })), ([definition, stored], values) => {
      let now = stored;
      for (const value of values.take(200)) {
        if (walkOf(definition, now).firstIncomplete === undefined) break;
        now = answerFirst(definition, now, value);
      }
      const end = walkOf(definition, now);
      expect(end.complete || end.exit !== undefined).toBe(true);
      expect(end.total).toBe(end.path.filter((place) => itemsAround(place).length === 0).length);
    }),
    { numRuns: 500 },
  );
});

test('answers and items that are not live make no difference', () => {
  fc.assert(
    fc.property(journey, ([definition, stored]) => {
      const { live, items } = walkOf(definition, stored);
      expect(walked(definition, { answers: live, items })).toEqual(walked(definition, stored));
    }),
    { numRuns: 500 },
  );
});

test('every page of a walk is found again by its key', () => {
  fc.assert(
    fc.property(journey, ([definition, stored]) => {
      for (const { key, kind, path } of walkOf(definition, stored).path) {
        expect(findPlace(definition, key)).toMatchObject({ key, kind, path });
      }
    }),
    { numRuns: 300 },
  );
});
