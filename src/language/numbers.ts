import { formatTag, once } from './formats.ts';

/** A number with the language's separators. */
export function formatNumber(value: number, tag: string): string {
  return plain(tag).format(value);
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

/** A length of time in whole minutes, or in hours when it is whole hours: "30 minutes", "24 hours". */
export function formatDuration(ms: number, tag: string): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  const inHours = minutes >= 60 && minutes % 60 === 0;
  return inHours ? units(tag)('hour').format(minutes / 60) : units(tag)('minute').format(minutes);
}

const plain = once((tag) => new Intl.NumberFormat(formatTag(tag), { maximumFractionDigits: 20 }));

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
