import { describe, expect, test } from '@jest/globals';
import {
  and,
  choice,
  choiceFrom,
  choices,
  email,
  fragment,
  integer,
  matrix,
  money,
  range,
  signature,
  text,
  time,
  today,
  wizard,
  yesNo,
} from '../../src/index.ts';
import type { Condition, WizardDefinition } from '../../src/index.ts';
import { walk as flowWalk } from '../../src/flow/walk.ts';
import { coverage, walk } from '../../src/testing/index.ts';
import feedback from '../../wizards/feedback.ts';
import registration from '../../wizards/registration.ts';
import visa from '../../wizards/visa.ts';
import { placesOf } from '../../src/definition/place.ts';
import { itemsOf } from '../support/generated-items.ts';

const pathsOf = async (definition: Parameters<typeof walk>[0]) =>
  (await walk(definition)).paths.map(({ steps }) => steps.join(' '));

test('every distinct path of the feedback sample is found, once', async () => {
  expect((await pathsOf(feedback)).toSorted()).toEqual(['visit contact', 'visit missing contact']);
});

test.each([
  ['feedback', feedback],
  ['visa', visa],
  ['registration', registration],
])('the answers of each path of %s lead along that path to its end', async (_, definition) => {
  const { paths, isComplete } = await walk(definition);
  expect(isComplete).toBe(true);
  expect(new Set(paths.map(({ steps }) => steps.join(' '))).size).toBe(paths.length);
  for (const { steps, answers, exit } of paths) {
    const live = flowWalk(definition, answers, itemsOf(answers));
    expect(live.path.map(({ key }) => key)).toEqual(steps);
    expect(live.exit?.key).toBe(exit);
    expect(live.complete).toBe(exit === undefined);
  }
});

test('every step of every sample lies on some path', async () => {
  for (const definition of [feedback, visa, registration]) {
    const { paths } = await walk(definition);
    const met = new Set(paths.flatMap(({ steps }) => steps));
    expect(
      placesOf(definition)
        .map(({ key }) => key)
        .filter((key) => !met.has(key)),
    ).toEqual([]);
  }
});

test('another seed finds the same paths', async () => {
  const steps = async (seed: number) =>
    (await walk(visa, { seed })).paths.map((path) => path.steps.join(' '));
  expect((await steps(7)).toSorted()).toEqual((await steps(1)).toSorted());
});

const bounds = wizard({ id: 'bounds', title: 'Bounds', version: 1 })
  .step('age', { title: 'Age', fields: { age: integer('Age').min(0).max(120) } })
  .step('pension', {
    title: 'Pension',
    when: (e) => e.age.age.gte(67),
    fields: { since: integer('Since').min(1) },
  })
  .step('teen', { title: 'Teen', when: (e) => e.age.age.between(13, 19), fields: { school: text('School') } })
  .step('pay', { title: 'Pay', fields: { pay: money('Pay').optional() } })
  .step('rich', { title: 'Rich', when: (e) => e.pay.pay.gt(1000), fields: { why: text('Why') } })
  .complete({ action: 'Send' });

test('both sides of a bound are walked, and an answer that is left out', async () => {
  expect((await pathsOf(bounds)).toSorted()).toEqual([
    'age pay',
    'age pay rich',
    'age pension pay',
    'age pension pay rich',
    'age teen pay',
    'age teen pay rich',
  ]);
});

const lists = wizard({ id: 'lists', title: 'Lists', version: 1 })
  .step('pets', {
    title: 'Pets',
    fields: { pets: choices('Pets', { cat: 'Cat', dog: 'Dog', fish: 'Fish' }) },
  })
  .step('cat', { title: 'Cat', when: (e) => e.pets.pets.includes('cat'), fields: { name: text('Name') } })
  .step('dog', { title: 'Dog', when: (e) => e.pets.pets.includes('dog'), fields: { name: text('Name') } })
  .complete({ action: 'Send' });

test('lists with and without each value are walked', async () => {
  expect((await pathsOf(lists)).toSorted()).toEqual(['pets', 'pets cat', 'pets cat dog', 'pets dog']);
});

const stay = wizard({ id: 'stay', title: 'Stay', version: 1 })
  .step('stay', {
    title: 'Stay',
    fields: {
      dates: range('Dates', { maxDays: 14, notBefore: 'today' }),
      rated: matrix('How?', { food: 'Food', room: 'Room' }, { good: 'Good', bad: 'Bad' }).optional(),
      signed: signature('Sign'),
    },
  })
  .step('late', {
    title: 'Late',
    when: (e) => e.stay.dates.to.gt(today({ days: 30 })),
    fields: { why: text('Why') },
  })
  .step('day', {
    title: 'A day',
    when: (e) => e.stay.dates.from.is(e.stay.dates.to),
    fields: { why: text('Why') },
  })
  .step('sorry', {
    title: 'Sorry',
    when: (e) => and(e.stay.rated.food.is('bad'), e.stay.rated.room.is('good')),
    fields: { why: text('Why') },
  })
  .step('drawn', {
    title: 'Drawn',
    when: (e) => e.stay.signed.drawing.isAnswered(),
    fields: { why: text('Why') },
  })
  .complete({ action: 'Send' });

test('both sides of conditions on parts of answers are walked', async () => {
  const { paths, leftOut } = await walk(stay);
  expect(leftOut).toEqual([]);
  const subsets = ['late', 'day', 'sorry', 'drawn'].reduce<string[]>(
    (all, id) => all.flatMap((each) => [each, `${each} ${id}`]),
    ['stay'],
  );
  expect(paths.map(({ steps }) => steps.join(' ')).toSorted()).toEqual(subsets.toSorted());
});

const impossible = wizard({ id: 'impossible', title: 'Impossible', version: 1 })
  .step('one', {
    title: 'One',
    fields: { odd: integer('Odd').refine((n) => n === 123_456_789) },
  })
  .complete({ action: 'Send' });

test('a step for which no answer can be guessed says so, with the fix', async () => {
  await expect(walk(impossible)).rejects.toThrow(
    /^walk\(\): step "one", field "odd": no valid answer was found in 60 tries; .* Give one: walk\(wizard, \{ fixed: \{ 'one': \{ odd: … \} \} \}\)$/,
  );
  const { paths } = await walk(impossible, { fixed: { one: { odd: 123_456_789 } } });
  expect(paths).toHaveLength(1);
});

interface Untyped {
  step(id: string, options: object): Untyped;
  complete(options: object): WizardDefinition;
}

function wide(branches: number): WizardDefinition {
  // A chain in a loop has no types to add up.
  let chain = wizard({ id: 'wide', title: 'Wide', version: 1 }) as unknown as Untyped;
  for (let index = 0; index < branches; index += 1) {
    const when = (earlier: Record<string, { yes: { is(value: boolean): Condition } }>) =>
      earlier[`ask${index}`]!.yes.is(true);
    chain = chain
      .step(`ask${index}`, { title: 'Ask', fields: { yes: yesNo('Yes?') } })
      .step(`then${index}`, { title: 'Then', when });
  }
  return chain.complete({ action: 'Send' });
}

test('past its bound the walk stops, and says so', async () => {
  const { paths, isComplete, mostPaths } = await walk(wide(12), { mostPaths: 100 });
  expect(paths).toHaveLength(100);
  expect(isComplete).toBe(false);
  expect(mostPaths).toBe(100);
});

const will = wizard({ id: 'will', title: 'Will', version: 1 })
  .step('will', {
    title: 'Will',
    fields: {
      left: choice('Did they leave a will?', { yes: 'Yes', no: 'No', unsure: 'Not sure' }),
      original: yesNo('Do you have the original?'),
    },
    show: { original: (own) => own.left.is('yes') },
  })
  .exit('stop', { title: 'Stop', when: (e) => e.will.original.isNot(true) })
  .step('more', { title: 'More', fields: { name: text('Name') } })
  .complete({ action: 'Send' });

test.each([1, 2, 3, 4, 5, 6])(
  'a field that decides the way is shown and hidden, whatever the seed: %i',
  async (seed) => {
    const { paths, isComplete } = await walk(will, { seed });
    expect(paths.map(({ steps }) => steps.join(' ')).toSorted()).toEqual(['will more', 'will stop']);
    expect(isComplete).toBe(true);
  },
);

test('what shows a field may be decided by an earlier step, and by another field that is shown', async () => {
  const chain = wizard({ id: 'chain', title: 'Chain', version: 1 })
    .step('one', { title: 'One', fields: { a: choice('A', { x: 'X', y: 'Y', z: 'Z' }) } })
    .step('two', {
      title: 'Two',
      fields: { b: choice('B', { x: 'X', y: 'Y', z: 'Z' }), c: choice('C', { x: 'X', y: 'Y', z: 'Z' }) },
      show: { b: (_own, e) => e.one.a.is('z'), c: (own) => own.b.is('z') },
    })
    .step('three', { title: 'Three', when: (e) => e.two.c.is('z') })
    .complete({ action: 'Send' });
  expect((await pathsOf(chain)).toSorted()).toEqual(['one two', 'one two three']);
});

test('a walk that could not try everything is not complete, and says what it left out', async () => {
  const many = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`o${at}`, `Option ${at}`]));
  const first = wizard({ id: 'many', title: 'Many', version: 1 }).step('pick', {
    title: 'Pick',
    fields: { of: choices('Of', many) },
  });
  const listed = Object.keys(many).reduce(
    (chain, value) =>
      (chain as unknown as Untyped).step(value, {
        title: value,
        when: (e: { pick: { of: { includes(each: string): Condition } } }) => e.pick.of.includes(value),
      }) as never,
    first,
  );
  const { isComplete, leftOut } = await walk(listed.complete({ action: 'Send' }));
  expect(isComplete).toBe(false);
  expect(leftOut).toEqual(['step "pick" has more combinations of values than the 512 tried']);
});

const licensed = wizard({ id: 'licensed', title: 'Licensed', version: 1 })
  .step('job', {
    title: 'Job',
    fields: { kind: choice('Kind', { car: 'Car', lorry: 'Lorry' }), licence: text('Licence') },
    check: ({ kind, licence }) =>
      kind === 'car' || licence === 'HGV 1' ? undefined : { licence: 'Not for lorries' },
  })
  .step('lorry', { title: 'Lorry', when: (e) => e.job.kind.is('lorry') })
  .complete({ action: 'Send' });

test('a branch for which no answer could be guessed makes the walk incomplete, until one is given', async () => {
  const { isComplete, leftOut } = await walk(licensed);
  expect(isComplete).toBe(false);
  expect(leftOut).toEqual([
    `walk(): step "job", field "licence": no valid answer was found with { kind: "lorry" } in 60 tries; the last one got: "Not for lorries". Give one: walk(wizard, { fixed: { 'job': { licence: … } } })`,
  ]);
  const seen = coverage(licensed);
  seen.add(['job']);
  await expect(seen.expectComplete()).rejects.toThrow(/Not looked at: coverage\(\): step "job"/);
  const given = await walk(licensed, { fixed: { job: { licence: 'HGV 1' } } });
  expect(given.paths).toHaveLength(2);
  expect(given.isComplete).toBe(true);
});

test('a combination that the check refuses is no way that was left out', async () => {
  const alone = wizard({ id: 'alone', title: 'Alone', version: 1 })
    .step('who', {
      title: 'Who',
      fields: { alone: yesNo('Alone?'), children: yesNo('Children?'), name: text('Name') },
      check: ({ alone: is, children }) =>
        is && children ? { children: 'Then you are not alone' } : undefined,
    })
    .step('a', { title: 'A', when: (e) => e.who.alone.is(true) })
    .step('b', { title: 'B', when: (e) => e.who.children.is(true) })
    .complete({ action: 'Send' });
  const { paths, isComplete } = await walk(alone);
  expect(paths.map(({ steps }) => steps.join(' ')).toSorted()).toEqual(['who', 'who a', 'who b']);
  expect(isComplete).toBe(true);
});

test('coverage names the paths that were never walked', async () => {
  const seen = coverage(feedback);
  seen.add(['visit', 'contact']);
  expect(await seen.report()).toEqual({
    walked: 1,
    total: 2,
    missing: [['visit', 'missing', 'contact']],
    leftOut: [],
    message: '1 of 2 paths were never walked: visit → missing → contact',
  });
  await expect(seen.expectComplete()).rejects.toThrow('1 of 2 paths were never walked');
  seen.add(['visit', 'missing', 'contact']);
  expect((await seen.report()).message).toBe('All 2 paths were walked.');
  await seen.expectComplete();
});

const guarded = wizard({ id: 'guarded', title: 'Guarded', version: 1 })
  .step('kind', {
    title: 'Kind',
    fields: { kind: choice('Kind', { a: 'A', b: 'B', c: 'C' }), mail: email('Mail') },
  })
  .step('b', { title: 'B', when: (e) => e.kind.kind.is('b'), fields: { why: text('Why') } })
  .complete({ action: 'Send' });

test('fixed values are kept, and branches that they close are not walked', async () => {
  const { paths } = await walk(guarded, { fixed: { kind: { mail: 'me@example.org' } } });
  expect(paths.map(({ answers }) => answers['kind']!['mail'])).toEqual(['me@example.org', 'me@example.org']);
  const { paths: closed } = await walk(guarded, { fixed: { kind: { kind: 'b' } } });
  expect(closed.map(({ steps }) => steps)).toEqual([['kind', 'b']]);
});

test('a choice that cannot be loaded is named with its cause and the fix', async () => {
  const boats = choiceFrom('Boat', async ({ services }: { services: { boats: () => [] } }) =>
    services.boats(),
  );
  const hire = wizard({ id: 'hire', title: 'Hire', version: 1 })
    .uses<{ boats: () => [] }>()
    .step('trip', { title: 'Trip', fields: { boat: boats } })
    .complete({ action: 'Send' });
  const said = (call: string) =>
    `${call.split('(', 1)[0]}(): wizard "hire", step "trip", field "boat": the options of the choice could not be loaded: Cannot read properties of undefined (reading 'boats'); hand over what it needs: ${call}`;
  await expect(walk(hire)).rejects.toThrow(said('walk(wizard, { services })'));
  await expect(coverage(hire).report()).rejects.toThrow(said('coverage(wizard, { services })'));
});

const person = fragment().step('about', {
  title: 'About',
  fields: { name: text('Name'), licence: text('Licence').refine((given) => given.startsWith('GB-')) },
});
const crew = wizard({ id: 'crew', title: 'Crew', version: 1 })
  .step('boat', { title: 'Boat', fields: { name: text('Name') } })
  .include('skipper', person)
  .include('mate', person)
  .complete({ action: 'Send' });

test('fixed values are given once for a part that is included several times, and may depend on earlier answers', async () => {
  const { paths } = await walk(crew, {
    fixed: {
      '*/about': ({ boat, skipper }, key) => ({
        licence: `GB-${boat.name}-${key}`,
        name: skipper?.about?.name ?? 'Ann',
      }),
      'mate/about': { name: 'Bob' },
    },
  });
  const { boat, 'skipper/about': skipper, 'mate/about': mate } = paths[0]!.answers;
  expect(skipper).toEqual({ name: 'Ann', licence: `GB-${String(boat!['name'])}-skipper/about` });
  expect(mate).toEqual({ name: 'Bob', licence: `GB-${String(boat!['name'])}-mate/about` });
});

test('what a function of fixed gives must be there', async () => {
  const walked = walk(crew, { fixed: { '*/about': () => ({ licnce: 'GB-1' }) } });
  await expect(walked).rejects.toThrow(
    'walk(): fixed: step "skipper/about" has no field "licnce"; did you mean "licence"?',
  );
  await expect(walk(crew, { fixed: { '*/abut': {} } })).rejects.toThrow('has no step "*/abut"');
});

const hours = (names: readonly string[]) =>
  wizard({ id: 'hours', title: 'Hours', version: 1 })
    .step('day', {
      title: 'Day',
      fields: Object.fromEntries(names.map((name) => [name, time(name)])),
      // As authors write it: one message at a time, at the end of what is wrong.
      check: (values) => {
        const given = values as { readonly [name: string]: string };
        const wrong = names.find(
          (name) => name.startsWith('until') && given[name]! <= given[`from${name.slice(5)}`]!,
        );
        return wrong === undefined ? undefined : ({ [wrong]: 'Must be later' } as object);
      },
    })
    .complete({ action: 'Send' });

test.each([
  ['one pair', ['from', 'until']],
  ['five pairs', [1, 2, 3, 4, 5].flatMap((day) => [`from${day}`, `until${day}`])],
])('a check that blames one field for another is met, whatever the seed: %s', async (_, names) => {
  const definition = hours(names);
  for (let seed = 1; seed <= 100; seed += 1) {
    await expect(walk(definition, { seed })).resolves.toMatchObject({ isComplete: true });
  }
});

describe('a condition on a value', () => {
  const days = (start: string, end: string) => (Date.parse(end) - Date.parse(start)) / 86_400_000;
  const trip = wizard({ id: 'trip', title: 'Trip', version: 1 })
    .step('room', {
      title: 'Room',
      fields: { kind: choice('Kind', { small: 'Small', large: 'Large' }), dog: yesNo('Dog?') },
    })
    .step('nights', { title: 'Nights', fields: { nights: integer('Nights').min(1) } })
    .value(
      'price',
      money('Price'),
      ({ room, nights }) => nights.nights * (room.kind === 'large' ? 90 : 40) + (room.dog ? 10 : 0),
    )
    .step('manager', {
      title: 'Manager',
      when: (earlier) => earlier.price.gt(5_000),
      fields: { name: text('Name') },
    })
    .step('gift', {
      title: 'Gift',
      when: (earlier) => and(earlier.price.lte(60), earlier.room.kind.is('large')),
      fields: { name: text('Gift') },
    });

  test.each([1, 2, 3])('is walked both ways, whichever steps it is worked out from: %s', async (seed) => {
    const { paths, isComplete, leftOut } = await walk(trip.complete({ action: 'Go' }), { seed });
    expect(paths.map(({ steps }) => steps.join(' ')).toSorted()).toEqual([
      'room nights',
      'room nights manager',
    ]);
    expect([isComplete, leftOut]).toEqual([true, []]);
    for (const { answers, steps } of paths) {
      const { kind, dog } = answers['room'] as { kind: string; dog: boolean };
      const { nights } = answers['nights'] as { nights: number };
      const price = nights * (kind === 'large' ? 90 : 40) + (dog ? 10 : 0);
      expect(price > 5_000).toBe(steps.includes('manager'));
    }
  });

  test('that came out one way only is said to be left out', async () => {
    const never = trip.step('never', {
      title: 'Never',
      when: (earlier) => earlier.price.lt(0),
      fields: { name: text('Name') },
    });
    const { isComplete, leftOut } = await walk(never.complete({ action: 'Go' }));
    expect(isComplete).toBe(false);
    expect(leftOut).toEqual([expect.stringContaining('a condition on the value "price" was false in every')]);
  });

  test('on one that is worked out from another, and from dates, is walked both ways too', async () => {
    const stay = wizard({ id: 'stay', title: 'Stay', version: 1 })
      .step('when', { title: 'When', fields: { days: range('Days', { first: 'From', last: 'To' }) } })
      .value('nights', integer('Nights'), ({ when }) => days(when.days.from, when.days.to))
      .value('isLong', yesNo('Long'), (earlier) => earlier.nights > 6)
      .step('long', {
        title: 'Long',
        when: (earlier) => earlier.isLong.is(true),
        fields: { why: text('Why') },
      })
      .complete({ action: 'Go' });
    const { paths } = await walk(stay);
    expect(paths.map(({ steps }) => steps.join(' ')).toSorted()).toEqual(['when', 'when long']);
  });

  test('on one that is worked out from the items of a list is walked both ways', async () => {
    const family = wizard({ id: 'family', title: 'Family', version: 1 })
      .repeat('people', { title: 'People', min: 1, max: 3 }, (person) =>
        person.step('about', { title: 'About', fields: { age: integer('Age').min(0).max(120) } }),
      )
      .value('adults', integer('Adults'), ({ people }) => people.filter(({ about }) => about.age > 17).length)
      .step('alone', {
        title: 'Alone',
        when: (earlier) => earlier.adults.is(0),
        fields: { why: text('Why') },
      })
      .complete({ action: 'Go' });
    const { paths, leftOut } = await walk(family);
    const ends = new Set(paths.map(({ steps }) => steps.at(-1)));
    expect([[...ends].toSorted(), leftOut]).toEqual([['alone', 'people'], []]);
  });
});
