import { and, code, date, not, or, tel, text, yesNo } from 'stepway';
import { address } from '../parts/address.ts';
import { isUnder18 } from './days.ts';
import { purposes } from './purposes.ts';

/** Who applies: their name and age, their home, their passport. */
export const applicant = purposes
  .step('you', {
    title: 'Your name and date of birth',
    section: 'About you',
    fields: {
      name: text('Full name', { hint: 'As shown in your passport', autocomplete: 'name' }).max(100),
      born: date('Date of birth', { hint: 'For example, 31 12 1990', before: 'today', autocomplete: 'bday' }),
      isMinor: yesNo('Will you be under 18 when you arrive?'),
    },
    check: ({ born, isMinor }, { earlier }) => {
      const wouldBe = isUnder18(born, earlier.travel.arrival);
      if (isMinor === wouldBe) return undefined;
      const age = wouldBe ? 'under 18' : '18 or over';
      return { isMinor: `By your date of birth you will be ${age} when you arrive. Check both answers.` };
    },
  })
  .step('guardian', {
    title: 'Who will look after you?',
    intro: 'We will write to this adult before we decide.',
    section: 'About you',
    when: (earlier) =>
      and(
        earlier.you.isMinor.is(true),
        not(or(earlier.relative.relation.is('parent'), earlier.relative.hasHome.is(true))),
      ),
    fields: {
      name: text('Full name of the adult').max(100),
      phone: tel('Telephone number of the adult', { hint: 'With the country code, like +33 1 23 45 67 89' }),
    },
  })
  .include('home', address, { section: 'Where you live' })
  .step('passport', {
    title: 'Your passport',
    section: 'About you',
    fields: {
      number: code('Passport number', {
        hint: 'On the page with your photo',
        pattern: /^[A-Z0-9]{6,9}$/,
        messages: { invalid: 'Enter a passport number of 6 to 9 letters and numbers' },
        width: 10,
      }),
      expires: date('Expiry date', { after: 'today' }),
    },
    check: ({ expires }, { earlier }) =>
      expires <= earlier.travel.departure
        ? { expires: 'Your passport must be valid until after the day you leave' }
        : undefined,
  });
