/** The language to format in: bare English means that of plain dates, "27 March 2026". */
export function formatLanguage(language: string): string {
  return language === 'en' ? 'en-GB' : language;
}

/** An ISO date as it is read, such as "27 March 2026"; what is no date is given back as it is. */
export function formatDate(iso: string, language: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? Date.parse(iso) : Number.NaN;
  if (Number.isNaN(time)) return iso;
  return dateFormat(language, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    time,
  );
}

/** A moment with its day and its time zone, such as "27 March 2026 at 14:35 UTC": the visitor's zone is not known here. */
export function formatMoment(ms: number, language: string): string {
  return dateFormat(language, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(ms);
}

let lastTime: { readonly key: string; readonly text: string } | undefined;

/** A time of today with its time zone, such as "14:35 UTC"; with its day when it is not today. */
export function formatTime(ms: number, now: number, language: string): string {
  // Asked for by every page, mostly within the same minute; to format it takes longer than to render the page.
  const key = `${language} ${Math.floor(ms / 60_000)} ${Math.floor(now / 60_000)}`;
  if (lastTime?.key === key) return lastTime.text;
  const day = dateFormat(language, { dateStyle: 'short' });
  const isToday = day.format(ms) === day.format(now);
  const text = isToday
    ? dateFormat(language, { hour: 'numeric', minute: '2-digit', timeZoneName: 'short' }).format(ms)
    : formatMoment(ms, language);
  lastTime = { key, text };
  return text;
}

/** A number with the language's separators. */
export function formatNumber(value: number, language: string): string {
  return numberFormat(language, { maximumFractionDigits: 20 }).format(value);
}

/** An amount of money, such as "£50" or "£50.20". */
export function formatMoney(value: number, currency: string, language: string): string {
  return numberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    trailingZeroDisplay: 'stripIfInteger',
  }).format(value);
}

/** The sign of a currency that stands beside its amount, such as "£". */
export function currencySign(currency: string, language: string): string {
  const parts = numberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(0);
  return parts.find((part) => part.type === 'currency')?.value ?? currency;
}

/** A length of time in whole minutes, or in hours when it is whole hours: "30 minutes", "24 hours". */
export function formatDuration(ms: number, language: string): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  const inHours = minutes >= 60 && minutes % 60 === 0;
  return numberFormat(language, {
    style: 'unit',
    unit: inHours ? 'hour' : 'minute',
    unitDisplay: 'long',
  }).format(inHours ? minutes / 60 : minutes);
}

// Formats are slow to make and there are few of them.
const dateFormats = new Map<string, Intl.DateTimeFormat>();
const numberFormats = new Map<string, Intl.NumberFormat>();

function dateFormat(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const known = dateFormats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(formatLanguage(language), options);
  dateFormats.set(key, made);
  return made;
}

function numberFormat(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const known = numberFormats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(formatLanguage(language), options);
  numberFormats.set(key, made);
  return made;
}
