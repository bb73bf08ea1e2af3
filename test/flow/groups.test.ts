import { expect, test } from '@jest/globals';
import type { AnswersByStep, Condition, ItemsByGroup } from '../../src/definition/answers.ts';
import { earlierThan, isOpen, nextAfter, previousOf, resume } from '../../src/flow/position.ts';
import { walk } from '../../src/flow/walk.ts';
import { aGroup, aStep, definitionOf, yes } from '../support/definition.ts';

const Y = { a: true };
const some: Condition = { op: 'some', ref: ['children'], of: yes('children/*/about') };
const every: Condition = { op: 'every', ref: ['children'], of: yes('children/*/about') };
const family = definitionOf([
  aStep('family'),
  aGroup('children', [aStep('about'), aStep('school', yes('about')), aStep('twin', yes('family'))]),
  aStep('many', { op: 'gte', ref: ['children', 'count'], value: 2 }),
  aStep('young', some),
  aStep('last'),
]);

const pathOf = (answers: AnswersByStep, items?: ItemsByGroup) =>
  walk(family, answers, items).path.map(({ key }) => key);

test('a group that nobody has looked at waits at its own page, and what asks it waits too', () => {
  const found = walk(family, { family: Y });
  expect(found.firstIncomplete?.key).toBe('children');
  expect(found.path.map(({ key }) => key)).toEqual(['family', 'children', 'last']);
  expect(found.total).toBeUndefined();
});

test('each item has the pages of the group, before the page that lists them', () => {
  const answers = { family: { a: false }, 'children/p/about': Y, 'children/q/about': { a: false } };
  expect(pathOf(answers, { children: ['q', 'p'] })).toEqual([
    'family',
    'children/q/about',
    'children/p/about',
    'children/p/school',
    'children',
    'many',
    'young',
    'last',
  ]);
});

test('inside an item a condition reads the item, and what stands around the group', () => {
  expect(pathOf({ family: Y, 'children/p/about': { a: false } }, { children: ['p'] })).toContain(
    'children/p/twin',
  );
  expect(pathOf({ family: { a: false }, 'children/p/about': Y }, { children: ['p'] })).not.toContain(
    'children/p/twin',
  );
});

test('a group with none is answered, and its items hold all and none', () => {
  const none = definitionOf([aGroup('children', [aStep('about')]), aStep('all', every), aStep('any', some)]);
  const found = walk(none, {}, { children: [] });
  expect(found.path.map(({ key }) => key)).toEqual(['children', 'all']);
});

test('a group with fewer items than it must have waits', () => {
  const two = definitionOf([aGroup('children', [aStep('about')], undefined, { min: 2 })]);
  expect(walk(two, { 'children/p/about': Y }, { children: ['p'] }).firstIncomplete?.key).toBe('children');
  expect(walk(two, { 'children/p/about': Y, 'children/q/about': Y }, { children: ['p', 'q'] }).complete).toBe(
    true,
  );
});

test('answers of an item that was removed are dormant', () => {
  const answers = { family: Y, 'children/p/about': { a: false }, 'children/gone/about': Y };
  const found = walk(family, answers, { children: ['p'] });
  expect(Object.keys(found.live)).toEqual(['family', 'children/p/about']);
});

test('items of a group that does not apply are not live', () => {
  const perhaps = definitionOf([aStep('family'), aGroup('children', [aStep('about')], yes('family'))]);
  const found = walk(perhaps, { family: { a: false }, 'children/p/about': Y }, { children: ['p'] });
  expect(found.items).toEqual({});
  expect(found.path.map(({ key }) => key)).toEqual(['family']);
});

test('each item leads back to the list, and the list comes after what is before its items', () => {
  const answers = {
    family: { a: false },
    'children/p/about': { a: false },
    'children/q/about': { a: false },
  };
  const found = walk(family, answers, { children: ['p', 'q'] });
  const at = (key: string) => found.path.find((place) => place.key === key)!;
  const next = (key: string) => nextAfter(found, at(key), 'next');
  expect(next('family')).toMatchObject({ place: { key: 'children' } });
  expect(next('children/p/about')).toMatchObject({ place: { key: 'children' } });
  expect(next('children/q/about')).toMatchObject({ place: { key: 'children' } });
  expect(previousOf(found, at('children'))?.key).toBe('family');
  expect(previousOf(found, at('children/q/about'))?.key).toBe('children');
  expect(previousOf(found, at('many'))?.key).toBe('children');
  expect(resume(found)).toMatchObject({ place: { key: 'many' } });
  expect(isOpen(found, at('children'))).toBe(true);
});

test('an item that is not finished keeps neither the list nor another item from being opened', () => {
  const answers = { family: Y, 'children/p/about': Y, 'children/q/about': Y, 'children/q/school': Y };
  const found = walk(family, answers, { children: ['p', 'q'] });
  const open = found.path.filter((place) => isOpen(found, place)).map(({ key }) => key);
  expect(found.firstIncomplete?.key).toBe('children/p/school');
  expect(open).toContain('children/q/school');
  expect(open).toContain('children');
  expect(open).not.toContain('many');
});

test('before the first page of an item that is still to be answered comes the list, unless it is empty', () => {
  const many = definitionOf([aStep('family'), { ...aGroup('children', [aStep('about')]), min: 1 }]);
  const found = walk(many, { family: Y }, { children: ['p'] });
  const about = found.path.find(({ key }) => key === 'children/p/about')!;
  expect(previousOf(found, about)?.key).toBe('family');
  const two = walk(many, { family: Y, 'children/p/about': Y }, { children: ['p', 'q'] });
  expect(previousOf(two, about)?.key).toBe('children');
});

test('an item sees the answers before it, its own and those around', () => {
  const answers = { family: Y, 'children/p/about': Y, 'children/p/school': Y };
  const found = walk(family, answers, { children: ['p'] });
  const school = found.path.find(({ key }) => key === 'children/p/school')!;
  expect(Object.keys(earlierThan(() => found, school)().live)).toEqual(['family', 'children/p/about']);
});

test('a group in a group has items in each item', () => {
  const nested = definitionOf([aGroup('rooms', [aStep('name'), aGroup('beds', [aStep('size')])])]);
  const items = { rooms: ['r', 's'], 'rooms/r/beds': ['b'], 'rooms/s/beds': [] };
  expect(walk(nested, {}, items).path.map(({ key }) => key)).toEqual([
    'rooms/r/name',
    'rooms/r/beds/b/size',
    'rooms/r/beds',
    'rooms/s/name',
    'rooms/s/beds',
    'rooms',
  ]);
});
