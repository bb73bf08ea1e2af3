import { wizard, choice, email, longText, rating } from 'stepway';

export default wizard({ id: 'feedback', title: 'Tell us how it went', version: 1 })
  .step('visit', {
    title: 'Did you find what you came for?',
    fields: {
      found: choice('Did you find it?', { yes: 'Yes', partly: 'Partly', no: 'No' }),
      ease: rating('How easy was it?', { low: 'Very hard', high: 'Very easy' }).optional(),
    },
  })
  .step('missing', {
    title: 'What were you looking for?',
    when: (earlier) => earlier.visit.found.isNot('yes'),
    fields: { what: longText('What were you looking for?').max(500) },
  })
  .step('contact', {
    title: 'May we write to you?',
    intro: 'We only use your address to answer this feedback.',
    fields: { email: email('Email address').optional() },
  })
  .complete({
    action: 'Send feedback',
    confirmation: 'Thank you for your feedback',
    next: 'We read everything. If you gave us your email address, we will reply within 5 working days.',
  });
