import { choice, choices, consent, date, email, integer, longText, text, wizard } from 'stepway';

export default wizard({ id: 'visit', title: 'Plan a visit', version: 1, start: false })
  .step('plan', {
    title: 'Your visit',
    fields: {
      name: text('Your name').max(100),
      email: email('Email address'),
      arrival: date('Arrival date', { after: 'today' }),
      guests: integer('Number of guests').min(1).max(5000),
      country: choice('Country', { fr: 'France', gb: 'United Kingdom', us: 'United States' }),
      interests: choices('Interests', { music: 'Music', food: 'Food', art: 'Art' }),
      details: longText('Anything else').max(500).optional(),
      news: consent('I want to hear about events').optional(),
    },
  })
  .step('guide', {
    title: 'Do you want a guide?',
    when: (earlier) => earlier.plan.guests.gt(10),
    fields: { guide: choice('Guide', { yes: 'Yes', no: 'No' }) },
  })
  .complete({ action: 'Send', run: () => undefined });
