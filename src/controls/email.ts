import type { ControlKind } from './control.ts';
import { fitted } from './sample.ts';
import { literal, numbered, textLike } from './text.ts';

/** An email address. */
export const email: ControlKind = textLike({
  name: 'email',
  isDefaultFor: (core) => core.kind === 'string' && core.format === 'email',
  reading: 'email',
  says: { required: 'required.text', invalid: 'invalid.email' },
  attributes: { type: 'email', inputmode: 'email', autocomplete: 'email', ...literal },
  sample: (_field, { random, limits }) =>
    fitted(
      numbered(random, (n) => `ann.lee${n}@example.com`),
      limits,
    ),
});
