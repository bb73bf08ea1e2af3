import type { Request } from 'express';
import { choice, fragment, integer, text, wizard, type HostAnswers } from 'stepway';

const trip = wizard({ id: 'trip', title: 'A trip', version: 1 })
  .step('who', { title: 'Who?', fields: { name: text('Name'), age: integer('Age').optional() } })
  .include(
    'home',
    fragment().step('where', { title: 'Where?', fields: { by: choice('By', { car: 'Car' }) } }),
  )
  .repeat('kids', { title: 'Kids' }, (kid) =>
    kid.step('about', { title: 'About', fields: { name: text('Name') } }),
  )
  .complete({ action: 'Book' });

declare const forms: HostAnswers;
declare const req: Request;

void forms.writeAnswers(req, trip, { who: { name: 'Ann' }, 'home/where': { by: 'car' } });
void forms.writeAnswers(req, trip, { who: null, 'kids/k3f9/about': { name: 'Kim' } });
void forms.startWith(req, trip, { who: { name: 'Ann', age: 3 } }, { over: true });
// @ts-expect-error there is no such step
void forms.writeAnswers(req, trip, { whom: { name: 'Ann' } });
// @ts-expect-error the name is due
void forms.writeAnswers(req, trip, { who: { age: 3 } });
// @ts-expect-error no such option
void forms.writeAnswers(req, trip, { 'home/where': { by: 'train' } });
// @ts-expect-error an age is a number
void forms.writeAnswers(req, trip, { who: { name: 'Ann', age: '3' } });
