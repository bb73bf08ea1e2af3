import { expect, test } from '@jest/globals';
import { onceFor } from '../src/once-for.ts';

test('what follows from an object is worked out once, also when it is false', () => {
  const asked: object[] = [];
  const isEmpty = onceFor((from: object) => {
    asked.push(from);
    return Object.keys(from).length === 0;
  });
  const [full, empty] = [{ a: 1 }, {}];
  expect([isEmpty(full), isEmpty(full), isEmpty(empty)]).toEqual([false, false, true]);
  expect(asked).toEqual([full, empty]);
});
