import type { ControlKind } from './control.ts';
import { fitted } from './sample.ts';
import { numbered, textLike } from './text.ts';

/** A telephone number. */
export const tel: ControlKind = textLike({
  name: 'tel',
  reading: 'telephone',
  says: { required: 'required.text', invalid: 'invalid.tel' },
  attributes: { type: 'tel', inputmode: 'tel', autocomplete: 'tel' },
  width: 20,
  // A number that Ofcom keeps for drama: nobody is called.
  sample: (_field, { random, limits }) =>
    fitted(
      numbered(random, (n) => `020 7946 09${n}`),
      limits,
    ),
});
