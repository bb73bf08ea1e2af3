import { choice, date, fragment, integer, text, wizard } from 'stepway';
import { coverage, journey, walk } from 'stepway/testing';
import type { WizardDefinition } from 'stepway';

const address = fragment()
  .step('country', {
    title: 'Country',
    fields: { country: choice('Country', { fr: 'France', de: 'Germany' }) },
  })
  .include('more', fragment().step('lines', { title: 'Lines', fields: { town: text('Town') } }));
const trip = wizard({ id: 'trip', title: 'Trip', version: 1 })
  .step('who', {
    title: 'Who?',
    fields: { age: integer('Age'), kind: choice('Kind', { a: 'A', b: 'B' }), born: date('Born').optional() },
  })
  .step('read', { title: 'Read this' })
  .step('work', {
    title: 'Work',
    when: (e) => e.who.kind.is('a'),
    fields: { employer: text('Employer').transform((name) => name.length) },
  })
  .include('home', address)
  .complete({ action: 'Send' });
declare const loaded: WizardDefinition;

// A step that is named is answered in its own fields, as its schemas take them.
const someone = journey({ wizards: [trip] }).start('trip');
someone.answer('who', { age: 3, kind: 'a', born: null }).answer('read').answer('work', { employer: 'Ann' });
someone.answer('home/country', { country: 'fr' }).answer('home/more/lines', { town: 'Lyon' });
// @ts-expect-error -- no such step
someone.answer('whom', { age: 3 });
// @ts-expect-error -- a part is no step
someone.answer('home', {});
// @ts-expect-error -- no such field
someone.answer('who', { agee: 3 });
// @ts-expect-error -- not what the schema takes
someone.answer('who', { age: '3' });
// @ts-expect-error -- no such option
someone.answer('home/country', { country: 'it' });
// Without the step anything may be sent: a test of a wrong answer has to.
someone.answer({ age: 'three' });
// What is not known cannot be held to anything.
journey({ wizards: [loaded] }).answer('any/step', { field: 1 });
journey(new URL('http://127.0.0.1')).answer('any/step', { field: 1 });

// What `fixed` is given are the stored answers.
await walk(trip, { fixed: { work: ({ who }) => ({ employer: `${who?.kind} ${who?.age.toFixed(0)}` }) } });
coverage(trip, { fixed: { '*/country': { country: 'fr' } } });
// @ts-expect-error -- no such step
await walk(trip, { fixed: { work: ({ whom }) => ({ employer: String(whom) }) } });
