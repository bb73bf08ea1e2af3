import type { Control, Field } from '../definition/model.ts';
import { clauseOf, nounOf } from './nouns.ts';

/**
 * The words of every fault, in plain English. `{name}` is the field inside a sentence ("your email address"),
 * `{subject}` at its start ("Email address"); other placeholders are the fault's own. A key may end in `.any`: the same
 * fault for a field whose label gives no noun.
 */
export const faultWords = {
  'required.text': 'Enter {name}',
  'required.text.any': 'Enter an answer',
  'required.choice': 'Select {name}',
  'required.choice.any': 'Select an option',
  'required.choices': 'Select {name}',
  'required.choices.any': 'Select at least one option',
  'required.yesno': 'Select yes or no',
  'required.consent': 'Tick the box to {name}',
  'required.consent.any': 'Tick the box to continue',
  'required.date': 'Enter {name}',
  'required.date.any': 'Enter a date',
  'required.number.any': 'Enter a number',
  'required.money.any': 'Enter an amount',
  'required.time.any': 'Enter a time',
  'required.email.any': 'Enter an email address',
  'required.tel.any': 'Enter a telephone number',
  'required.url.any': 'Enter a web address',

  'invalid.text': 'Enter {name} in the correct format',
  'invalid.text.any': 'Enter an answer in the correct format',
  'invalid.email': 'Enter an email address in the correct format, like name@example.com',
  'invalid.tel': 'Enter a telephone number, like 01632 960 001 or +44 808 157 0192',
  'invalid.url': 'Enter a web address in the correct format, like https://www.example.com',
  'invalid.integer': '{subject} must be a whole number, like 30',
  'invalid.decimal': '{subject} must be a number, like 12.5',
  'invalid.money': '{subject} must be an amount of money, like 12.50',
  'invalid.multiple': '{subject} must be a multiple of {divisor}',
  'invalid.decimals': '{subject} must have {decimals} decimal places or fewer',
  'invalid.decimals.one': '{subject} must have 1 decimal place or none',
  'invalid.choice': 'Select {name} from the list',
  'invalid.choice.any': 'Select an option from the list',
  'invalid.choices': 'Select only options from the list',
  'invalid.yesno': 'Select yes or no',
  'invalid.date': '{subject} must be a real date, like 27 3 2026',
  'invalid.date.noSuchDay': '{subject} must be a real date: {month} has {days} days',
  'invalid.date.missing': '{subject} must include {parts}',
  'invalid.date.day': '{subject} must have a day from 1 to 31',
  'invalid.date.month': '{subject} must have a month from 1 to 12',
  'invalid.date.year': '{subject} must include a year with 4 digits, like 2026',
  'invalid.time': '{subject} must be a time, like 9:30am or 14:00',

  tooShort: '{subject} must be {count} characters or more',
  'tooShort.one': '{subject} must be 1 character or more',
  'tooShort.choices': 'Select at least {count} options',
  tooLong: '{subject} must be {count} characters or fewer',
  'tooLong.one': '{subject} must be 1 character',
  'tooLong.choices': 'Select no more than {count} options',
  'tooLong.choices.one': 'Select only 1 option',
  exactLength: '{subject} must be {count} characters',
  'exactLength.one': '{subject} must be 1 character',
  'exactLength.choices': 'Select {count} options',
  'exactLength.choices.one': 'Select 1 option',
  tooSmall: '{subject} must be {limit} or more',
  'tooSmall.exclusive': '{subject} must be more than {limit}',
  tooBig: '{subject} must be {limit} or less',
  'tooBig.exclusive': '{subject} must be less than {limit}',
  'tooEarly.after': '{subject} must be after {limit}',
  'tooEarly.notBefore': '{subject} must be the same as or after {limit}',
  'tooEarly.notBefore.today': '{subject} must be today or later',
  'tooLate.before': '{subject} must be before {limit}',
  'tooLate.notAfter': '{subject} must be the same as or before {limit}',
  'tooLate.notAfter.today': '{subject} must be today or earlier',

  'subject.any': 'Your answer',
  'subject.date.any': 'The date',
  'subject.time.any': 'The time',
  'subject.money.any': 'The amount',
  'part.day': 'a day',
  'part.month': 'a month',
  'part.year': 'a year',
  'part.and': '{first} and {second}',
  today: 'today',
} as const satisfies Record<string, string>;

/** A key of the table of words. */
export type FaultWord = keyof typeof faultWords;

/** Words that replace those of the table, by key; other keys are ignored. */
export type Wording = { readonly [key: string]: string };

/** One sentence of the table by its key, with its placeholders filled in. */
export function sentence(
  key: FaultWord,
  wording: Wording,
  values: { readonly [placeholder: string]: string } = {},
): string {
  const template = Object.hasOwn(wording, key) ? wording[key]! : faultWords[key];
  return template.replace(/\{(\w+)\}/g, (whole, placeholder: string) =>
    Object.hasOwn(values, placeholder) ? values[placeholder]! : whole,
  );
}

/** Where "Enter" or "Select" may be followed by what a question asks. */
const asksFor: ReadonlySet<FaultWord> = new Set<FaultWord>([
  'required.text',
  'required.date',
  'required.choice',
  'required.choices',
]);

/**
 * Words a fault of a field.
 *
 * @param key what is wrong, without `.any`
 * @param values the fault's own placeholders
 */
export function wordFault(
  field: Field,
  key: FaultWord,
  wording: Wording,
  values: { readonly [placeholder: string]: string } = {},
): string {
  const noun = nounOf(field);
  const subject = noun?.subject ?? sentence(generalSubject(field.control), wording);
  const name = noun?.name ?? (asksFor.has(key) ? clauseOf(field) : undefined);
  const general = name === undefined ? generalKey(field.control, key) : undefined;
  return sentence(general ?? key, wording, { subject, name: name ?? subject.toLowerCase(), ...values });
}

/** The key for an absent answer. */
export function requiredKey(control: Control): FaultWord {
  switch (control) {
    case 'radios':
    case 'select':
      return 'required.choice';
    case 'checkboxes':
      return 'required.choices';
    case 'yesno':
      return 'required.yesno';
    case 'consent':
      return 'required.consent';
    case 'date':
      return 'required.date';
    default:
      return 'required.text';
  }
}

/** The key for an answer that is not of the right kind. */
export function invalidKey(control: Control): FaultWord {
  switch (control) {
    case 'radios':
    case 'select':
      return 'invalid.choice';
    case 'checkboxes':
      return 'invalid.choices';
    case 'consent':
      return 'required.consent';
    case 'email':
    case 'tel':
    case 'url':
    case 'integer':
    case 'decimal':
    case 'money':
    case 'yesno':
    case 'date':
    case 'time':
      return `invalid.${control}`;
    case 'text':
    case 'textarea':
    case 'code':
    case 'password':
    case 'hidden':
      return 'invalid.text';
  }
}

function generalKey(control: Control, key: FaultWord): FaultWord | undefined {
  if (key === 'required.text') {
    switch (control) {
      case 'integer':
      case 'decimal':
        return 'required.number.any';
      case 'money':
      case 'time':
      case 'email':
      case 'tel':
      case 'url':
        return `required.${control}.any`;
      default:
        return 'required.text.any';
    }
  }
  const general = `${key}.any`;
  return Object.hasOwn(faultWords, general) ? (general as FaultWord) : undefined;
}

function generalSubject(control: Control): FaultWord {
  if (control === 'date' || control === 'time' || control === 'money') return `subject.${control}.any`;
  return 'subject.any';
}
