import type { ControlKind } from './control.ts';
import { sampleText } from './sample.ts';
import { numbered, textLike } from './text.ts';

/** A code such as a postcode or a reference number. */
export const code: ControlKind = textLike({
  name: 'code',
  reading: 'code',
  // Codes are short, and an author's pattern may take very long over what is not.
  longest: 64,
  attributes: { type: 'text', spellcheck: 'false', autocapitalize: 'characters' },
  width: 10,
  sample: (_field, context) =>
    sampleText(() => numbered(context.random, (n) => `AB${n}${context.random.whole(100, 999)}CD`), context),
});
