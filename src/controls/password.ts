import type { ControlKind } from './control.ts';
import { sampleText } from './sample.ts';
import { literal, numbered, textLike } from './text.ts';

/** Text that is not shown while it is typed, nor shown again: a password, a PIN. */
export const password: ControlKind = textLike({
  name: 'password',
  view: 'password',
  reading: 'literal',
  typed: () => undefined,
  lines: () => ['••••••••'],
  typedLines: (_raw, _field, { say }) => [say('secret')],
  attributes: { type: 'password', autocomplete: 'off', ...literal },
  isSecret: true,
  isVisitorsOwn: true,
  sample: (_field, context) =>
    sampleText(() => numbered(context.random, (n) => `Correct-horse-${n}-battery`), context),
});
