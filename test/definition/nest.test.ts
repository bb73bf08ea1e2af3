import { expect, test } from '@jest/globals';
import { nest, nestedIn } from '../../src/definition/nest.ts';
import { scopeOf } from '../../src/definition/scope.ts';

test('step keys become nested objects', () => {
  expect(nest({ live: { a: { x: 1 }, 'p/b': { y: 2 }, 'p/q/c': { z: 3 }, 'p/d': {} } })).toEqual({
    a: { x: 1 },
    p: { b: { y: 2 }, q: { c: { z: 3 } }, d: {} },
  });
});

test('a hostile key changes no prototype', () => {
  nest({ live: JSON.parse('{ "__proto__/a": { "polluted": 1 } }') });
  expect(({} as Record<string, unknown>)['a']).toBeUndefined();
});

test('the answers of a group are a list, in the order of its items', () => {
  const live = { family: { x: 1 }, 'children/p/about': { n: 1 }, 'children/q/about': { n: 2 } };
  const items = { children: ['q', 'p', 'new'], pets: [], 'children/p/toys': ['t'] };
  expect(nest({ live: { ...live, 'children/p/toys/t/name': { n: 3 } }, items })).toEqual({
    family: { x: 1 },
    children: [{ about: { n: 2 } }, { about: { n: 1 }, toys: [{ name: { n: 3 } }] }, {}],
    pets: [],
  });
});

test('an answer of an item that is not in the list is left out', () => {
  expect(nest({ live: { 'children/gone/about': { n: 1 } }, items: { children: [] } })).toEqual({
    children: [],
  });
});

test('a computed value stands under its id', () => {
  expect(nest<unknown>({ live: { 'home/town': { a: 1 } }, values: { fee: 80, 'home/size': 3 } })).toEqual({
    fee: 80,
    home: { town: { a: 1 }, size: 3 },
  });
});

test('a part sees itself, an item itself and what stands around its group', () => {
  const live = { one: { a: 1 }, 'home/town': { b: 2 }, 'children/p/about': { c: 3 } };
  const answers = { live, items: { children: ['p'] } };
  const root = scopeOf([], []);
  expect(nestedIn(scopeOf(['home'], []), answers)).toEqual({ town: { b: 2 } });
  expect(nestedIn(scopeOf(['away'], []), answers)).toEqual({});
  expect(nestedIn(scopeOf(['children', 'p'], [], root), answers)).toEqual({
    one: { a: 1 },
    home: { town: { b: 2 } },
    about: { c: 3 },
  });
});
