import type { ControlKind } from './control.ts';
import { fitted } from './sample.ts';
import { answerLines, inUnicode, typedAnswer } from './display.ts';
import { readings } from './reading/readings.js';
import { literal, numbered, textLike } from './text.ts';

/** The address of a web page. */
export const url: ControlKind = textLike({
  name: 'url',
  isDefaultFor: (core) => core.kind === 'string' && (core.format === 'url' || core.format === 'httpUrl'),
  reading: 'webAddress',
  typed: (answer) =>
    typeof answer === 'string' ? inUnicode(answer, readings.webAddress) : typedAnswer(answer),
  lines: (answer, field, page) =>
    answerLines(typeof answer === 'string' ? inUnicode(answer, readings.webAddress) : answer, field, page),
  says: { required: 'required.text', invalid: 'invalid.url' },
  attributes: { type: 'url', inputmode: 'url', autocomplete: 'url', ...literal },
  sample: (_field, { random, limits }) =>
    fitted(
      numbered(random, (n) => `https://example.com/page-${n}`),
      limits,
    ),
});
