import { date, choice, handOver, integer, secret, text, wizard } from 'stepway';

const parking = wizard({ id: 'parking', title: 'Parking', version: 1 })
  .step('you', { title: 'You', fields: { name: text('Name'), age: integer('Age').optional() } })
  .step('car', { title: 'Car', fields: { kind: choice('Kind', { car: 'Car', van: 'Van' }) } })
  .complete({ action: 'Apply' });

const about = wizard({ id: 'permit', title: 'Permit', version: 1 }).step('about', {
  title: 'About',
  fields: {
    name: text('Name'),
    born: date('Born'),
    by: choice('By', { car: 'Car', bus: 'Bus' }),
    van: choice('Van', { van: 'Van' }),
    pin: secret('PIN'),
  },
});

about.complete({
  action: 'Send',
  receipt: {
    handOver: handOver(parking, {
      title: 'Parking',
      answers: (e) => ({ you: { name: e.about.name, age: 3 }, car: { kind: e.about.van } }),
    }),
  },
});
about.exit('no', {
  title: 'No',
  when: (e) => e.about.by.is('bus'),
  handOver: [handOver(parking, { title: 'Parking', answers: (e) => ({ you: { name: e.about.name } }) })],
});
about.complete({ action: 'Send', receipt: { handOver: handOver(parking, { title: 'Parking' }) } });
about.complete({
  action: 'Send',
  receipt: {
    handOver: handOver(parking, {
      title: 'Parking',
      // @ts-expect-error that wizard has no such step
      answers: (e) => ({ yuo: { name: e.about.name } }),
    }),
  },
});
about.complete({
  action: 'Send',
  receipt: {
    handOver: handOver(parking, {
      title: 'Parking',
      // @ts-expect-error its step has no such field
      answers: (e) => ({ you: { nme: e.about.name } }),
    }),
  },
});
about.complete({
  action: 'Send',
  receipt: {
    handOver: handOver(parking, {
      title: 'Parking',
      // @ts-expect-error this wizard has no such answer
      answers: (e) => ({ you: { name: e.about.nam } }),
    }),
  },
});
about.complete({
  action: 'Send',
  receipt: {
    handOver: handOver(parking, {
      title: 'Parking',
      // @ts-expect-error an age is a number
      answers: (e) => ({ you: { age: e.about.name } }),
    }),
  },
});
about.complete({
  action: 'Send',
  receipt: {
    handOver: handOver(parking, {
      title: 'Parking',
      // @ts-expect-error a bus is no kind of car there
      answers: (e) => ({ car: { kind: e.about.by } }),
    }),
  },
});

about.complete({
  action: 'Send',
  receipt: {
    copyTo: (e) => e.about.name,
    calendar: { title: 'A day', day: (e) => e.about.born, time: '09:30' },
  },
});
about.complete({
  action: 'Send',
  // @ts-expect-error a day is no address
  receipt: { copyTo: (e) => e.about.born },
});
about.complete({
  action: 'Send',
  // @ts-expect-error this wizard has no such answer
  receipt: { calendar: { title: 'A day', day: (e) => e.about.bron } },
});
