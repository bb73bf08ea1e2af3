import { choice, date, wizard } from 'stepway';
import { daysBetween } from './days.ts';

/** The start page, and what everybody is asked about their visit. */
export const visit = wizard({
  id: 'visa',
  title: 'Apply for a visa',
  version: 1,
  keepFor: { days: 30 },
  start: {
    intro: [
      'Use this service to apply for a visa to visit, work, study or join your family.',
      'It takes about 15 minutes. You can save your answers at any time and come back later, on any device.',
    ],
    needs: [
      'your passport',
      'the dates of your journey',
      'your sponsor’s licence number, if you are coming to work',
      'how much money you have for your stay',
      'the birth and marriage certificates of those who come with you, if you are coming to work',
    ],
  },
})
  .step('nationality', {
    title: 'What is your nationality?',
    section: 'About your visit',
    fields: {
      nationality: choice('Nationality', {
        AU: 'Australian',
        BR: 'Brazilian',
        CA: 'Canadian',
        FR: 'French',
        DE: 'German',
        IN: 'Indian',
        IE: 'Irish',
        NG: 'Nigerian',
        US: 'American',
        other: 'Another nationality',
      }),
    },
  })
  .exit('no-visa-needed', {
    title: 'You do not need a visa',
    intro: [
      'Irish citizens can live, work and study here without a visa.',
      'Bring your passport or your passport card when you travel.',
    ],
    when: (earlier) => earlier.nationality.nationality.is('IE'),
  })
  .step('purpose', {
    title: 'Why are you coming?',
    section: 'About your visit',
    fields: {
      purpose: choice('Main reason for your journey', {
        visit: { label: 'To visit', hint: 'A holiday, seeing friends, or a business trip of up to 180 days' },
        work: 'To work',
        study: 'To study',
        family: 'To join my family',
      }),
    },
  })
  .step('travel', {
    title: 'When will you travel?',
    section: 'About your visit',
    intro: 'Do not book your journey before you have your visa.',
    fields: {
      arrival: date('Arrival date', { hint: 'For example, 27 3 2027', after: 'today' }),
      departure: date('Departure date', { hint: 'The day you plan to leave', after: 'today' }),
    },
    check: ({ arrival, departure }, { earlier }) => {
      if (departure <= arrival) return { departure: 'Departure date must be after your arrival date' };
      const isTooLong = earlier.purpose.purpose === 'visit' && daysBetween(arrival, departure) > 180;
      return isTooLong ? { departure: 'A visit can last at most 180 days' } : undefined;
    },
  });
