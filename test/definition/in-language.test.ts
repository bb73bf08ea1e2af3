import { describe, expect, test } from '@jest/globals';
import { choice, consent, content, fragment, group, matrix, text, wizard, yesNo } from '../../src/index.ts';
import { everyText } from '../../src/definition/every-text.ts';
import { inLanguage } from '../../src/definition/in-language.ts';
import { findStep } from '../../src/definition/place.ts';
import type { WizardDefinition } from '../../src/definition/model.ts';

const home = fragment().step('town', { title: 'Your town', section: 'You', fields: { name: text('Town') } });

const whole: WizardDefinition = wizard({
  id: 'whole',
  title: 'All of it',
  version: 1,
  start: { intro: 'Short.', needs: ['a pen', 'time'] },
  words: { continue: 'Next' },
})
  .step('about', {
    title: 'About you',
    section: 'You',
    intro: ['One.', 'Two.'],
    help: { summary: 'Why?', text: 'So.' },
    words: { continue: 'On' },
    fields: {
      kind: choice('Kind', [{ value: 'a', label: 'First', hint: 'The one' }]),
      note: content('Between'),
      ...group('Together', { one: text('One', { messages: { required: 'Say one' } }), two: text('Two') }),
      agree: consent('I agree to [the terms](/terms)'),
      rows: matrix('Rate', { food: 'Food' }, { good: 'Good', bad: 'Bad' }),
    },
  })
  .include('home', home)
  .repeat('pets', { title: 'Pets', item: '{pet.name}', add: 'One more?' }, (item) =>
    item.step('pet', { title: 'A pet', fields: { name: text('Name') } }),
  )
  .exit('none', { title: 'No', when: (e) => e.about.kind.is('a') })
  .step('last', { title: 'Last', fields: { ok: yesNo('All well?') } })
  .complete({ action: 'Send', confirmation: 'Sent', next: ['Wait.'] });

describe('the texts of a definition', () => {
  test('have the keys of their places, each once', () => {
    expect(everyText(whole).map(({ key, text: written }) => `${key} = ${written}`)).toEqual([
      'title = All of it',
      'start.intro.1 = Short.',
      'start.needs.1 = a pen',
      'start.needs.2 = time',
      'steps.about.title = About you',
      'steps.about.intro.1 = One.',
      'steps.about.intro.2 = Two.',
      'steps.about.help.summary = Why?',
      'steps.about.help.text = So.',
      'steps.about.fields.kind.label = Kind',
      'steps.about.fields.kind.options.a.label = First',
      'steps.about.fields.kind.options.a.hint = The one',
      'steps.about.fields.one.label = One',
      'steps.about.groups.1.heading = Together',
      'steps.about.fields.one.messages.required = Say one',
      'steps.about.fields.two.label = Two',
      'steps.about.fields.agree.label = I agree to [the terms](/terms)',
      'steps.about.fields.rows.label = Rate',
      'steps.about.fields.rows.questions.food = Food',
      'steps.about.fields.rows.options.good.label = Good',
      'steps.about.fields.rows.options.bad.label = Bad',
      'steps.about.contents.note = Between',
      'steps.about.section = You',
      'steps.about.words.continue = On',
      'steps.home/town.title = Your town',
      'steps.home/town.fields.name.label = Town',
      'steps.pets.item = {pet.name}',
      'steps.pets.title = Pets',
      'steps.pets.add = One more?',
      'steps.pets/pet.title = A pet',
      'steps.pets/pet.fields.name.label = Name',
      'steps.none.title = No',
      'steps.last.title = Last',
      'steps.last.fields.ok.label = All well?',
      'complete.action = Send',
      'complete.confirmation = Sent',
      'complete.next.1 = Wait.',
      'words.continue = Next',
    ]);
  });

  test('are all of them other ones in a language that has them, and nothing else is', () => {
    const all = Object.fromEntries(
      everyText(whole).map(({ key, text: written }) => [key, `${written} – de`]),
    );
    const german = inLanguage(whole, 'de', all);
    const shouted = everyText(german).map(({ text: written }) => written);
    expect(shouted.every((each) => each.endsWith(' – de'))).toBe(true);
    const { step } = findStep(german, 'about')!;
    expect(step.id).toBe('about');
    expect(step.fields.map(({ schema }) => schema)).toEqual(
      findStep(whole, 'about')!.step.fields.map(({ schema }) => schema),
    );
    expect(step.fields[0]!.options[0]!.value).toBe('a');
    expect(findStep(german, 'home/town')!.step.section).toBe(step.section);
  });
});

test('what is not translated is as it was written, and stays the very same', () => {
  const german = inLanguage(whole, 'de', { 'steps.last.title': { en: 'Last', de: '' } });
  expect(german.nodes).toEqual(whole.nodes);
  expect(findStep(german, 'about')!.step).toBe(findStep(whole, 'about')!.step);
  expect(german.language).toBe('de');
});

test('a label with links has its words too', () => {
  const german = inLanguage(whole, 'de', {
    'steps.about.fields.agree.label': 'Ich stimme [den Regeln](/regeln) zu',
  });
  const agree = findStep(german, 'about')!.step.fields.find(({ name }) => name === 'agree')!;
  expect(agree.longLabel).toBe('Ich stimme [den Regeln](/regeln) zu');
  expect(agree.meta.label).toBe('Ich stimme den Regeln zu');
});
