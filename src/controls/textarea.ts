import type { ControlKind } from './control.ts';
import { wholeAbove0 } from '../options.ts';
import { sampleText } from './sample.ts';
import { maxWords, numbered, textLike, withinWords } from './text.ts';

const words = 'a small map that shows the way from the station to the main door in large letters'.split(' ');

/** Text of several lines. */
export const textarea: ControlKind = textLike({
  name: 'textarea',
  view: 'textarea',
  options: { rows: wholeAbove0.optional(), ...maxWords },
  reading: 'lines',
  attributes: {},
  countsCharacters: true,
  longest: 20_000,
  sample: (field, context) =>
    withinWords(
      field,
      sampleText(
        () =>
          numbered(context.random, (n) => {
            const some = context.random.shuffled(words).slice(0, context.random.whole(4, 12));
            return `${some.join(' ')}\n(${n})`;
          }),
        context,
      ),
    ),
});
