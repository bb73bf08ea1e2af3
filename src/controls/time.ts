import type { ControlKind } from './control.ts';
import { textLike } from './text.ts';

/** A time of day, kept as `HH:MM`. A native time input throws away what it cannot parse, so that it could not be shown back. */
export const time: ControlKind = textLike({
  name: 'time',
  options: {},
  fits: (core) => core.kind === 'string' && core.format === 'time',
  isDefaultFor: (core) => time.fits(core),
  reading: 'time',
  says: { required: 'required.text', invalid: 'invalid.time' },
  order: 'time',
  attributes: { type: 'text', spellcheck: 'false' },
  width: 5,
  sample: (_field, { random }) => `${twoDigits(random.whole(8, 17))}:${twoDigits(random.whole(0, 59))}`,
});

function twoDigits(part: number): string {
  return String(part).padStart(2, '0');
}
