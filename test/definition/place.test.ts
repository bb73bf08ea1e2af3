import { expect, test } from '@jest/globals';
import { everyPlace, findPlace, findStep, placesOf } from '../../src/definition/place.ts';
import { aGroup, anExit, aPart, aSection, aStep, aValue, definitionOf } from '../support/definition.ts';

const definition = definitionOf([
  aStep('one'),
  aSection('you', [aStep('two'), aPart('home', [aStep('town')])]),
  aGroup('children', [aStep('about'), aGroup('toys', [aStep('name')])]),
  aValue('sum', () => 1),
  anExit('out'),
]);

test('places are made once for a definition', () => {
  expect(placesOf(definition)).toBe(placesOf(definition));
  expect(findPlace(definition, 'one')).toBe(placesOf(definition)[0]);
});

test('the pages of a wizard are in order, of a group its own page alone', () => {
  expect(placesOf(definition).map(({ key, kind }) => `${kind} ${key}`)).toEqual([
    'step one',
    'step two',
    'step home/town',
    'group children',
    'exit out',
  ]);
});

test('what stands in a group is among all pages once', () => {
  expect(everyPlace(definition).map(({ key }) => key)).toEqual([
    'one',
    'two',
    'home/town',
    'children/*/about',
    'children/*/toys/*/name',
    'children/*/toys',
    'children',
    'out',
  ]);
});

test('a page inside an item is found by its key', () => {
  expect(findStep(definition, 'children/k3f9/about')).toMatchObject({
    kind: 'step',
    path: ['children', 'k3f9', 'about'],
    scope: { path: ['children', 'k3f9'], outer: { path: [] } },
  });
  expect(findPlace(definition, 'children/k3f9/toys/b/name')?.key).toBe('children/k3f9/toys/b/name');
});

test.each([
  '',
  'none',
  'sum',
  'you',
  'home',
  'children/k3f9',
  'children/k3f9/none',
  'children/*/about',
  'children/A B/about',
])('there is no page at "%s"', (key) => {
  expect(findPlace(definition, key)).toBeUndefined();
});

test('an exit is a page and no step', () => {
  expect(findPlace(definition, 'out')?.kind).toBe('exit');
  expect(findStep(definition, 'out')).toBeUndefined();
});
