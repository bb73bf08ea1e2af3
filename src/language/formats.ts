/** The language tag that formats are made for: bare English means that of plain dates, "27 March 2026". */
export function formatTag(tag: string): string {
  return tag === 'en' ? 'en-GB' : tag;
}

/** Whether dates and numbers can be formatted for a tag: `en_GB` is none. */
export function isLanguageTag(tag: string): boolean {
  try {
    return new Intl.Locale(tag).language !== undefined;
  } catch {
    return false;
  }
}

/** Whether a tag is that of a language with a name: `de` and `pt-BR` are, `config` and `old` are none. */
export function isNamedLanguage(tag: string): boolean {
  return isLanguageTag(tag) && names('en').of(tag) !== undefined;
}

/** Makes each format once for its key: formats are slow to make, and there are few of them. */
export function once<Format>(make: (key: string) => Format): (key: string) => Format {
  const made = new Map<string, Format>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const format = make(key);
    made.set(key, format);
    return format;
  };
}

const names = once((tag) => new Intl.DisplayNames(tag, { type: 'language', fallback: 'none' }));

/** An ISO date as it is read, such as "27 March 2026"; what is no date is given back as it is. */
export function formatDate(iso: string, tag: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? Date.parse(iso) : Number.NaN;
  return Number.isNaN(time) ? iso : dates(tag).format(time);
}

/** Two ISO dates as they are read together, such as "27–30 March 2026". */
export function formatDates(from: string, to: string, tag: string): string {
  return dates(tag).formatRange(Date.parse(from), Date.parse(to));
}

/** A month (`2027-02`) as it is read, such as "February 2027". */
export function formatMonth(month: string, tag: string): string {
  return months(tag).format(Date.parse(`${month}-01`));
}

/**
 * The names of months as people of a language type them, January first: alone, as inside a date ("stycznia"), and short;
 * a round of twelve for each. Undefined for English, whose names are always read.
 */
export const monthNames = once((tag): readonly string[] | undefined => {
  if (new Intl.Locale(tag).language === 'en') return undefined;
  const alone = new Intl.DateTimeFormat(tag, { ...answered, month: 'long' });
  const inDate = new Intl.DateTimeFormat(tag, { ...answered, day: 'numeric', month: 'long' });
  const short = new Intl.DateTimeFormat(tag, { ...answered, month: 'short' });
  const firsts = Array.from({ length: 12 }, (_, month) => Date.UTC(2026, month, 1));
  return [
    ...firsts.map((first) => alone.format(first)),
    ...firsts.map((first) => inDate.formatToParts(first).find(({ type }) => type === 'month')?.value ?? ''),
    ...firsts.map((first) => short.format(first)),
  ];
});

/** How a moment is written: in which language (BCP 47), in which time zone. */
export interface MomentFormat {
  readonly tag: string;
  readonly timeZone: string;
}

/**
 * Remembers the last text of its key. Pages say the same minute again and again, and to format it takes longer than to
 * render the page.
 */
function onceAMinute(): (key: string, write: () => string) => string {
  let last: { readonly key: string; readonly text: string } | undefined;
  return (key, write) => {
    if (last?.key !== key) last = { key, text: write() };
    return last.text;
  };
}

const minuteOf = (ms: number) => Math.floor(ms / 60_000);
const lastMoment = onceAMinute();
const lastTime = onceAMinute();

/** A moment with its day and its time zone, such as "27 March 2026 at 14:35 UTC": the visitor's zone is not known here. */
export function formatMoment(ms: number, { tag, timeZone }: MomentFormat): string {
  return lastMoment(`${tag} ${timeZone} ${minuteOf(ms)}`, () => moments(tag)(timeZone).format(ms));
}

/** A time of today with its time zone, such as "14:35 UTC"; with its day when it is not today. */
export function formatTime(ms: number, now: number, { tag, timeZone }: MomentFormat): string {
  return lastTime(`${tag} ${timeZone} ${minuteOf(ms)} ${minuteOf(now)}`, () => {
    const day = shortDays(tag)(timeZone);
    const isToday = day.format(ms) === day.format(now);
    return isToday ? times(tag)(timeZone).format(ms) : formatMoment(ms, { tag, timeZone });
  });
}

// Dates are answered as day, month and year of the Gregorian calendar, so they are read back in it: Thai and Persian
// would choose another.
const answered = { timeZone: 'UTC', calendar: 'gregory' } as const;

const dates = once(
  (tag) =>
    new Intl.DateTimeFormat(formatTag(tag), {
      ...answered,
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    }),
);

const months = once(
  (tag) => new Intl.DateTimeFormat(formatTag(tag), { ...answered, month: 'long', year: 'numeric' }),
);

/** A format of moments for each language and time zone. */
function zoned(
  options: Intl.DateTimeFormatOptions,
): (tag: string) => (timeZone: string) => Intl.DateTimeFormat {
  return once((tag) => once((timeZone) => new Intl.DateTimeFormat(formatTag(tag), { ...options, timeZone })));
}

const timeOfDay = { hour: 'numeric', minute: '2-digit', timeZoneName: 'short' } as const;
const moments = zoned({ day: 'numeric', month: 'long', year: 'numeric', ...timeOfDay });
const shortDays = zoned({ dateStyle: 'short' });
const times = zoned(timeOfDay);

/** A number with the language's separators; without those of thousands where it is none to count with, such as a year. */
export function formatNumber(value: number, tag: string, grouping = true): string {
  return (grouping ? numbers : ungrouped)(tag).format(value);
}

/** A number with nothing between its thousands, as it can be typed. */
export function formatTyped(value: number, tag: string): string {
  return typedNumbers(tag).format(value);
}

/** What a language writes between thousands, and before decimals. */
export interface NumberMarks {
  readonly group: string;
  readonly decimal: string;
}

/** The marks of a language's numbers, or of its amounts in a currency, which are others in some. */
export function numberMarks(tag: string, currency?: string): NumberMarks {
  const format = currency === undefined ? numbers(tag) : money(tag)(currency);
  const parts = format.formatToParts(1_234_567.5);
  const written = (type: 'group' | 'decimal') => parts.find((part) => part.type === type)?.value ?? '';
  // A currency without decimals has no mark for them: it has that of the language's numbers.
  return { group: written('group'), decimal: written('decimal') || numberMarks(tag).decimal };
}

/** An amount of money, such as "£50" or "£50.20". */
export function formatMoney(value: number, currency: string, tag: string): string {
  return money(tag)(currency).format(value);
}

/** The sign of a currency that stands beside its amount, such as "£". */
export function currencySign(currency: string, tag: string): string {
  const parts = money(tag)(currency).formatToParts(0);
  return parts.find((part) => part.type === 'currency')?.value ?? currency;
}

/** The category of a number in the grammar of a language, such as `one`: of a count, or of a place in an order (1st). */
export function pluralCategory(number: number, tag: string, kind: 'plural' | 'ordinal'): string {
  return (kind === 'plural' ? counts : orders)(tag).select(number);
}

/** A size as people read it, such as "340 kB" or "1.2 MB". */
export function formatBytes(bytes: number, tag: string): string {
  const [unit, size] =
    bytes < 1_000
      ? (['byte', bytes] as const)
      : bytes < 999_500
        ? (['kilobyte', Math.round(bytes / 1_000)] as const)
        : (['megabyte', Math.round(bytes / 100_000) / 10] as const);
  return sizes(tag)(unit).format(size);
}

/** Names joined by "or". */
export function formatEither(names: readonly string[], tag: string): string {
  return alternatives(tag).format(names);
}

/** A length of time in whole minutes, or in hours when it is whole hours: "30 minutes", "24 hours". */
export function formatDuration(ms: number, tag: string): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  const inHours = minutes >= 60 && minutes % 60 === 0;
  return inHours ? units(tag)('hour').format(minutes / 60) : units(tag)('minute').format(minutes);
}

/** A number of days: "30 days". */
export function formatDays(days: number, tag: string): string {
  return units(tag)('day').format(days);
}

const numbers = once((tag) => new Intl.NumberFormat(formatTag(tag), { maximumFractionDigits: 20 }));
const ungrouped = once((tag) => new Intl.NumberFormat(formatTag(tag), { useGrouping: false }));

const typedNumbers = once(
  (tag) => new Intl.NumberFormat(formatTag(tag), { maximumFractionDigits: 20, useGrouping: false }),
);

const money = once((tag) =>
  once(
    (currency) =>
      new Intl.NumberFormat(formatTag(tag), {
        style: 'currency',
        currency,
        currencyDisplay: 'narrowSymbol',
        trailingZeroDisplay: 'stripIfInteger',
      }),
  ),
);

const units = once((tag) =>
  once((unit) => new Intl.NumberFormat(formatTag(tag), { style: 'unit', unit, unitDisplay: 'long' })),
);

const sizes = once((tag) =>
  once((unit) => {
    // "5 byte" is what the short form says.
    const unitDisplay = unit === 'byte' ? 'long' : 'short';
    return new Intl.NumberFormat(formatTag(tag), { style: 'unit', unit, unitDisplay });
  }),
);

const alternatives = once((tag) => new Intl.ListFormat(formatTag(tag), { type: 'disjunction' }));

const counts = once((tag) => new Intl.PluralRules(tag));
const orders = once((tag) => new Intl.PluralRules(tag, { type: 'ordinal' }));

/** What a language is called by those who speak it, such as "Cymraeg". */
export function nameOfLanguage(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: 'language', languageDisplay: 'standard' }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}

/** The scripts of today's languages that run from right to left. */
const rightToLeft = ['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm', 'Rohg'];

/** In which direction a language is written. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  return rightToLeft.includes(new Intl.Locale(tag).maximize().script ?? '') ? 'rtl' : 'ltr';
}
