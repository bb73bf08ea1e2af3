import { and, choice, date, integer, money, text, wizard, yesNo } from 'stepway';
import type { InferAnswers } from 'stepway';
import { walk } from 'stepway/testing';

/** Whether two types are the same, optional and readonly modifiers included. */
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Does not compile unless it is given `true`. */
function holds<_Claim extends true>(): void {}

const family = wizard({ id: 'family', title: 'A family', version: 1 })
  .section('you', { title: 'About you' }, (you) =>
    you
      .step('name', { title: 'Name', fields: { name: text('Name'), hasChildren: yesNo('Children?') } })
      // What stands in the section before sees and is seen as if there were no section.
      .step('more', {
        title: 'More',
        when: (e) => e.name.hasChildren.is(true),
        fields: { more: text('More') },
      }),
  )
  .repeat(
    'children',
    { title: 'Your children', max: 10, when: (e) => e.name.hasChildren.is(true) },
    (child) =>
      child
        .step('about', {
          title: 'About',
          fields: { name: text('Name'), born: date('Born'), age: integer('Age') },
        })
        .step('school', {
          title: 'School',
          // Its own earlier answers, and those around the group.
          when: (e) => and(e.about.age.gte(5), e.name.name.isAnswered()),
          fields: { school: text('School') },
          check: (_values, { earlier }) => {
            holds<Equal<typeof earlier.about.age, number>>();
            holds<Equal<typeof earlier.name.name, string>>();
            return undefined;
          },
        }),
  )
  .value('fee', money('Fee'), (e) => 80 + 40 * (e.children?.length ?? 0))
  .step('pay', {
    title: 'Pay',
    when: (e) =>
      and(
        e.fee.gt(100),
        e.children.count.gte(2),
        e.children.some((child) => child.about.age.lt(18)),
        e.children.every((child) => child.school.school.isAnswered()),
      ),
    fields: { card: choice('Card', { a: 'A', b: 'B' }) },
  });

family.step('x', {
  title: 'X',
  // @ts-expect-error -- a group is asked through some and every
  when: (e) => e.children.about.age.lt(18),
});
family.step('x', {
  title: 'X',
  // @ts-expect-error -- no such step in an item
  when: (e) => e.children.some((child) => child.abuot.age.lt(18)),
});
family.step('x', {
  title: 'X',
  // @ts-expect-error -- a number of items is compared with numbers
  when: (e) => e.children.count.is('2'),
});
family.step('x', {
  title: 'X',
  // @ts-expect-error -- what is asked of each item is a condition
  when: (e) => e.children.some((child) => child.about.age),
});
// @ts-expect-error -- the id is taken by a value
family.step('fee', { title: 'Fee' });
// @ts-expect-error -- the id is taken by a step inside a section
family.step('more', { title: 'More' });
// @ts-expect-error -- the id is taken by a section
family.step('you', { title: 'You' });
// @ts-expect-error -- inside a group the ids around it are taken too
family.repeat('pets', { title: 'Pets' }, (pet) => pet.step('name', { title: 'Name' }));
// @ts-expect-error -- a value has the type of its schema
family.value('sum', integer('Sum'), () => 'a');
// @ts-expect-error -- there may be none where its schema is optional
family.value('sum', integer('Sum'), () => undefined);
family.value('sum', integer('Sum').optional(), () => undefined);
family.value('sum', integer('Sum'), (e) => {
  // @ts-expect-error -- a group with a `when` may be missing
  return e.children.length;
});

const finished = family.complete({
  action: 'Send',
  run: ({ answers }) => {
    holds<Equal<typeof answers.fee, number>>();
    holds<
      Equal<NonNullable<typeof answers.children>[number]['school'], { readonly school: string } | undefined>
    >();
    return { reject: { name: { name: 'No' }, 'children/k3f9/about': { name: 'No' } } };
  },
});
type Finished = InferAnswers<typeof finished>;
holds<Equal<Finished['name'], { readonly name: string; readonly hasChildren: boolean }>>();
holds<Equal<Finished['more'], { readonly more: string } | undefined>>();
holds<Equal<NonNullable<Finished['children']>[number]['about']['born'], string>>();

// A section with a `when` makes what stands in it optional.
const perhaps = wizard({ id: 'w', title: 'W', version: 1 })
  .step('a', { title: 'A', fields: { ok: yesNo('Ok?') } })
  .section('s', { title: 'S', when: (e) => e.a.ok.is(true) }, (s) =>
    s.step('b', { title: 'B', fields: { b: text('B') } }),
  )
  .complete({ action: 'Send' });
holds<Equal<InferAnswers<typeof perhaps>['b'], { readonly b: string } | undefined>>();
holds<Equal<InferAnswers<typeof perhaps>['a'], { readonly ok: boolean }>>();

// So it is in the public chain, whose sections see what came before and are seen by what comes after.
const listed = wizard({ id: 'w', title: 'W', version: 1, order: 'tasks' })
  .section('s', { title: 'S' }, (s) => s.step('a', { title: 'A', fields: { ok: yesNo('Ok?') } }))
  .section('t', { title: 'T', when: (e) => e.a.ok.is(true) }, (t) =>
    t.step('b', { title: 'B', when: (e) => e.a.ok.is(true), fields: { b: text('B') } }),
  )
  .complete({ action: 'Send' });
holds<Equal<InferAnswers<typeof listed>['b'], { readonly b: string } | undefined>>();
holds<Equal<InferAnswers<typeof listed>['a'], { readonly ok: boolean }>>();
// @ts-expect-error -- there are two orders
wizard({ id: 'w', title: 'W', version: 1, order: 'any' });

// Facts have the types of their schemas, everywhere.
const told = wizard({ id: 'w', title: 'W', version: 1 })
  .facts({ role: choice('Role', { public: 'Public', staff: 'Staff' }), age: integer('Age').optional() })
  .step('a', {
    title: 'A',
    fields: { a: text('A') },
    when: (e) => e.facts.role.is('staff'),
    check: (_values, { earlier }) => {
      holds<Equal<typeof earlier.facts.role, 'public' | 'staff'>>();
      return undefined;
    },
  })
  .complete({
    action: 'Send',
    run: ({ answers }) => {
      holds<Equal<typeof answers.facts.age, number | undefined>>();
    },
  });
void walk(told, { facts: { role: 'staff' } });
// @ts-expect-error -- no such role
void walk(told, { facts: { role: 'stuff' } });

// What a field begins with is of its type, or names an earlier answer.
const begun = wizard({ id: 'w', title: 'W', version: 1 }).step('a', {
  title: 'A',
  fields: { name: text('Name'), ok: yesNo('Ok?') },
});
const fields = { guest: text('Guest'), from: date('From'), kind: choice('Kind', { a: 'A', b: 'B' }) };
begun.step('b', { title: 'B', fields, initial: { guest: (e) => e.a.name, from: 'today', kind: 'a' } });
// @ts-expect-error -- no such option
begun.step('b', { title: 'B', fields, initial: { kind: 'c' } });
// @ts-expect-error -- no such field
begun.step('b', { title: 'B', fields, initial: { gest: 'Ana' } });
// @ts-expect-error -- no such earlier answer
begun.step('b', { title: 'B', fields, initial: { guest: (e) => e.a.nmae } });

// A value gets the day beside the answers.
wizard({ id: 'loan', title: 'A loan', version: 1 })
  .step('loan', { title: 'Loan', fields: { due: date('Due') } })
  .value('late', yesNo('Late'), ({ loan }, { today }) => {
    holds<Equal<typeof today, string>>();
    return loan.due < today;
  })
  // @ts-expect-error -- nothing else is there
  .value('none', yesNo('None'), (_earlier, { services }) => services === undefined)
  .complete({ action: 'Send' });
