import type { ControlKind } from './control.ts';
import { fitted } from './sample.ts';
import { answerLines, inUnicode, typedAnswer } from './display.ts';
import { readings } from './reading/readings.js';
import { literal, numbered, textLike } from './text.ts';

/** An email address. */
export const email: ControlKind = textLike({
  name: 'email',
  isDefaultFor: (core) => core.kind === 'string' && core.format === 'email',
  reading: 'email',
  typed: (answer) => (typeof answer === 'string' ? inUnicode(answer, readings.email) : typedAnswer(answer)),
  lines: (answer, field, page) =>
    answerLines(typeof answer === 'string' ? inUnicode(answer, readings.email) : answer, field, page),
  says: { required: 'required.text', invalid: 'invalid.email' },
  attributes: { type: 'email', inputmode: 'email', autocomplete: 'email', ...literal },
  sample: (_field, { random, limits }) =>
    fitted(
      numbered(random, (n) => `ann.lee${n}@example.com`),
      limits,
    ),
});
