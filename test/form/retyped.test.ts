import { expect, test } from '@jest/globals';
import { date, decimal, text, wizard } from '../../src/index.ts';
import { findStep } from '../../src/definition/place.ts';
import { retyped } from '../../src/form/retyped.ts';

const { step } = findStep(
  wizard({ id: 'a', title: 'A', version: 1 })
    .step('b', { title: 'B', fields: { km: decimal('Km'), day: date('Day'), why: text('Why') } })
    .complete({ action: 'Send' }),
  'b',
)!;
const toGerman = { from: 'en', to: 'de' };
const toEnglish = { from: 'de', to: 'en' };

test('what the other language would read otherwise is written as it is typed there', () => {
  expect(retyped(step, { km: '1,500' }, toGerman)).toEqual({ km: '1500' });
  expect(retyped(step, { km: '1.500' }, toEnglish)).toEqual({ km: '1500' });
  const day = { day: '3', month: 'März', year: '2026' };
  expect(retyped(step, { day }, toEnglish)).toEqual({ day: { day: '3', month: '3', year: '2026' } });
});

test('everything else stays to the letter, also what cannot be read', () => {
  const typed = { km: 'far', day: { day: '41', month: '', year: '2026' }, why: ' 1,5 ' };
  expect(retyped(step, typed, toEnglish)).toEqual(typed);
});
