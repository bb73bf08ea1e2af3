import { expect, test } from '@jest/globals';
import { nest } from '../../src/definition/nest.ts';

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
