/** The one form that every contestant serves, and what visitors type into it. Nothing here knows a framework. */

export const fields = {
  firstName: { label: 'First name', max: 50, missing: 'Enter your first name' },
  lastName: { label: 'Last name', max: 50, missing: 'Enter your last name' },
  email: {
    label: 'Email address',
    type: 'email',
    pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
    missing: 'Enter your email address',
    invalid: 'Enter a valid email address',
  },
  phone: {
    label: 'Phone number',
    type: 'tel',
    pattern: /^[0-9+ ()-]{7,20}$/,
    missing: 'Enter your phone number',
    invalid: 'Enter a valid phone number',
  },
  applicantType: {
    label: 'Who is the permit for',
    missing: 'Choose who the permit is for',
    options: { personal: 'Myself', business: 'A business' },
  },
  companyName: { label: 'Company name', max: 80, missing: 'Enter the company name' },
  companyNumber: {
    label: 'Company number',
    pattern: /^[0-9]{8}$/,
    missing: 'Enter the company number',
    invalid: 'Enter a company number of 8 digits',
  },
  street: { label: 'Street', max: 80, missing: 'Enter the street' },
  postcode: {
    label: 'Postcode',
    pattern: /^[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}$/,
    missing: 'Enter the postcode',
    invalid: 'Enter a valid postcode',
  },
  plan: {
    label: 'Permit length',
    missing: 'Choose a permit length',
    options: { month: 'One month', quarter: 'Three months', year: 'One year' },
  },
};

/** Five steps and the page to check them; the step `business` is for businesses only. */
export const steps = [
  { id: 'name', title: 'Your name', fields: ['firstName', 'lastName'] },
  { id: 'contact', title: 'Contact details', fields: ['email', 'phone', 'applicantType'] },
  {
    id: 'business',
    title: 'Your business',
    fields: ['companyName', 'companyNumber'],
    isShown: ({ applicantType }) => applicantType === 'business',
  },
  { id: 'address', title: 'Your address', fields: ['street', 'postcode'] },
  { id: 'plan', title: 'Permit length', fields: ['plan'] },
];

export const shownSteps = (answers) =>
  steps.filter(({ isShown }) => isShown === undefined || isShown(answers));

/** The page to check the answers on: a section for each step that is shown. */
export function sectionsOf(answers) {
  return shownSteps(answers).map(({ id, title, fields: names }) => ({
    id,
    title,
    rows: names.map((name) => ({
      label: fields[name].label,
      value: fields[name].options?.[answers[name]] ?? answers[name],
    })),
  }));
}

/** What visitor `number` answers: nobody else types the same, so that a mix-up of sessions is seen. Even ones take the branch. */
export function answersOf(number) {
  const mark = String(number).padStart(7, '0');
  const isBusiness = number % 2 === 0;
  return {
    firstName: `Anna${mark}`,
    lastName: `Smith${mark}`,
    email: `user${mark}@example.org`,
    phone: `0131${mark}`,
    applicantType: isBusiness ? 'business' : 'personal',
    ...(isBusiness ? { companyName: `Firm${mark}`, companyNumber: `1${mark}` } : {}),
    street: `Street${mark}`,
    postcode: 'AB1 2CD',
    plan: ['month', 'quarter', 'year'][number % 3],
  };
}

/** What a visitor sends of a step. */
export const fieldsOf = (step, answers) =>
  Object.fromEntries(step.fields.map((name) => [name, answers[name]]));

/** Two faults in the step `contact`, and what the page that shows them must say. */
export const wrongContact = { email: 'not-an-email', phone: 'abc', applicantType: 'business' };
export const wrongContactWords = [fields.email.invalid, fields.phone.invalid, wrongContact.email];

/** What the last page must say. */
export const doneWords = 'Application complete';
