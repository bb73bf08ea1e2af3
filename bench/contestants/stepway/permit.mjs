/** The form as Stepway's documentation says to write it. */
import { choice, code, email, tel, text, wizard } from 'stepway';
import { doneWords, fields, steps } from '../../form.mjs';

const [name, contact, business, address, plan] = steps;
const label = (id) => fields[id].label;
const words = (id) => {
  const { missing, invalid } = fields[id];
  return { messages: invalid === undefined ? { required: missing } : { required: missing, invalid } };
};
const limited = (id, autocomplete) => text(label(id), { ...words(id), autocomplete }).max(fields[id].max);
const select = (id) => choice(label(id), fields[id].options, { ...words(id), control: 'select' });

export const applications = new Map();

export const permit = wizard({ id: 'permit', title: 'Parking permit', version: 1, start: false })
  .step(name.id, {
    title: name.title,
    fields: { firstName: limited('firstName', 'given-name'), lastName: limited('lastName', 'family-name') },
  })
  .step(contact.id, {
    title: contact.title,
    fields: {
      email: email(label('email'), words('email')),
      phone: tel(label('phone'), words('phone')),
      applicantType: select('applicantType'),
    },
  })
  .step(business.id, {
    title: business.title,
    when: (earlier) => earlier.contact.applicantType.is('business'),
    fields: {
      companyName: limited('companyName', 'organization'),
      companyNumber: code(label('companyNumber'), {
        ...words('companyNumber'),
        pattern: fields.companyNumber.pattern,
      }),
    },
  })
  .step(address.id, {
    title: address.title,
    fields: {
      street: limited('street', 'street-address'),
      postcode: text(label('postcode'), { ...words('postcode'), autocomplete: 'postal-code' }).regex(
        fields.postcode.pattern,
      ),
    },
  })
  .step(plan.id, { title: plan.title, fields: { plan: select('plan') } })
  .complete({
    action: 'Submit application',
    confirmation: doneWords,
    run: ({ answers, reference }) => void applications.set(reference, answers),
  });
