import { code, country, fragment, text } from 'stepway';

/** Where somebody lives: the country first, then what an address has there. */
export const address = fragment()
  .step('country', {
    title: 'Which country do you live in?',
    fields: {
      country: country('Country', { autocomplete: 'country' }),
    },
  })
  .step('lines', {
    title: 'What is your address?',
    fields: {
      line1: text('Address line 1', { autocomplete: 'address-line1' }).max(100),
      line2: text('Address line 2', { autocomplete: 'address-line2' }).max(100).optional(),
      town: text('Town or city', { autocomplete: 'address-level2' }).max(60),
      postcode: code('Postcode', { width: 10, autocomplete: 'postal-code' }).max(12).optional(),
    },
  })
  .step('state', {
    title: 'Which state or province is that in?',
    when: (earlier) => earlier.country.country.oneOf('AU', 'BR', 'CA', 'IN', 'US'),
    fields: { state: text('State or province', { autocomplete: 'address-level1' }).max(60) },
  });
