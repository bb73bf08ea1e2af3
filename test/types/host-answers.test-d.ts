import type { Request } from 'express';
import {
  answersOf,
  choice,
  file,
  files,
  fragment,
  integer,
  text,
  wizard,
  type FileRef,
  type HostAnswers,
  type UploadedFile,
} from 'stepway';
import { z } from 'zod';

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

// A handler can open files; what is asked of an open form, and what stands in a check, are references.
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
function holds<_Claim extends true>(): void {}
const papers = { types: ['application/pdf'] };
const born = z.coerce.date().meta({ label: 'Born', control: 'date' });
const papered = wizard({ id: 'papered', title: 'Papers', version: 1 })
  .step('who', {
    title: 'Who?',
    fields: { passport: file('Passport', papers), others: files('Others', papers), born },
    check: ({ passport }) => {
      holds<Equal<typeof passport, FileRef>>();
    },
  })
  .step('more', {
    title: 'More',
    when: (e) => e.who.passport.isAnswered(),
    fields: { photo: file('Photo', papers).optional(), size: text('Size').transform(Number) },
    helpers: ({ who }) => {
      holds<Equal<typeof who.passport, FileRef>>();
      return {};
    },
  })
  .repeat('kids', { title: 'Kids' }, (kid) =>
    kid.step('about', { title: 'About', fields: { birth: file('Birth certificate', papers) } }),
  )
  .complete({
    action: 'Send',
    run: ({ answers }) => {
      holds<Equal<typeof answers.who.passport, UploadedFile>>();
      holds<Equal<typeof answers.who.others, UploadedFile[]>>();
      answers.kids[0]?.about.birth.open().resume();
    },
  });
const soFar = (await answersOf(req, papered)) ?? {};
holds<Equal<NonNullable<typeof soFar.who>['passport'], FileRef>>();
holds<Equal<NonNullable<typeof soFar.who>['others'], FileRef[]>>();
holds<Equal<NonNullable<typeof soFar.who>['born'], Date>>();
holds<
  Equal<NonNullable<typeof soFar.more>, { readonly size: number; readonly photo?: FileRef | undefined }>
>();
holds<Equal<NonNullable<typeof soFar.kids>[number]['about']['birth'], FileRef>>();
// @ts-expect-error nothing can be opened here
soFar.who?.passport.open();
