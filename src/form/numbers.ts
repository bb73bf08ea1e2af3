import { plain } from './text.ts';

/** What may stand around a number without changing it. */
export interface NumberDress {
  /** ISO 4217 code: its code and symbol are removed, those of other currencies are not. Without it, any symbol is. */
  readonly currency?: string;
  /** The unit that is shown behind the control, such as `kg`. */
  readonly suffix?: string;
  /** For whole numbers "1.000" could be one or a thousand: it is not guessed. */
  readonly whole?: boolean;
}

/**
 * Reads a number as people type it: spaces and apostrophes between thousands, currency and unit are dropped, and
 * commas where they part thousands ("1,234.50", "12,34,567"). A single comma before one or two last digits, with no dot
 * anywhere, is a decimal comma ("12,5" is 12.5, and "1 234,50" is 1234.5). What is still ambiguous ("1.234,56") or no
 * number stays unread: better asked again than guessed.
 *
 * @returns the number, or undefined when the text cannot be read as one
 */
export function readNumber(text: string, dress: NumberDress = {}): number | undefined {
  let bare = undress(plain(text), dress)
    .replace(/[\s'’_]/g, '')
    .replace(/^[−–]/, '-');
  if (/^[+-]?\d+,\d{1,2}$/.test(bare)) bare = bare.replace(',', '.');
  else if (/^[+-]?\d{1,3}(,\d{2,3})*,\d{3}(\.\d*)?$/.test(bare)) bare = bare.replaceAll(',', '');
  if (dress.whole === true && /^[+-]?\d{1,3}\.\d{3}$/.test(bare)) return undefined;
  if (!/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(bare)) return undefined;
  const number = Number(bare);
  // `+ 0` turns -0 into 0, which is what JSON would make of it.
  return Number.isFinite(number) ? number + 0 : undefined;
}

/** A number in digits alone, never in exponents, so that `readNumber` reads the same again. */
export function plainNumber(number: number): string {
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(String(number));
  if (match === null) return String(number);
  const digits = `${match[2]}${match[3] ?? ''}`;
  const exponent = Number(match[4]);
  // An exponent is written for very large whole numbers and very small fractions only.
  return exponent < 0
    ? `${match[1]}0.${'0'.repeat(-exponent - 1)}${digits}`
    : `${match[1]}${digits.padEnd(exponent + 1, '0')}`;
}

/** An amount with the decimals of its currency (12.5 → "12.50"), or with all that it has when there are more. */
export function plainAmount(amount: number, currency: string | undefined): string {
  const fixed = amount.toFixed(decimalsOf(currency));
  return Number(fixed) === amount && !fixed.includes('e') ? fixed : plainNumber(amount);
}

function undress(text: string, { currency, suffix }: NumberDress): string {
  let bare = text;
  if (suffix !== undefined && bare.toLowerCase().endsWith(suffix.toLowerCase())) {
    bare = bare.slice(0, -suffix.length);
  }
  if (currency === undefined) return bare.replace(/\p{Sc}/gu, '');
  bare = bare.trim();
  const code = currency.toUpperCase();
  if (bare.toUpperCase().startsWith(code)) bare = bare.slice(code.length);
  else if (bare.toUpperCase().endsWith(code)) bare = bare.slice(0, -code.length);
  return bare.replaceAll(symbolOf(currency), '');
}

function symbolOf(currency: string): string {
  const parts = moneyFormat(currency)?.formatToParts(0);
  return parts?.find((part) => part.type === 'currency')?.value ?? currency;
}

function decimalsOf(currency: string | undefined): number {
  const decimals =
    currency === undefined ? undefined : moneyFormat(currency)?.resolvedOptions().maximumFractionDigits;
  return decimals ?? 2;
}

const formats = new Map<string, Intl.NumberFormat | undefined>();

function moneyFormat(currency: string): Intl.NumberFormat | undefined {
  if (!/^[A-Za-z]{3}$/.test(currency)) return undefined;
  if (!formats.has(currency)) {
    formats.set(
      currency,
      new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }),
    );
  }
  return formats.get(currency);
}
