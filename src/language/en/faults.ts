/**
 * The words of every fault, in plain English. `{name}` is the field inside a sentence ("your email address"),
 * `{subject}` at its start ("Email address"); other placeholders are the fault's own. A key may end in `.any`: the same
 * fault for a field whose label gives no name; or in `.one`: the same fault when its number is 1.
 */
export const faults = {
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

/** A key of the words of faults. */
export type FaultWord = keyof typeof faults;

/** The key of a fault: a language chooses among `.any` and `.one` itself. */
export type FaultKey = Exclude<
  FaultWord,
  `${string}.any` | `${string}.one` | `part.${string}` | `subject.${string}` | 'today'
>;
