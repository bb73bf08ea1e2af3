import type { ControlKind } from './control.ts';
import { mostRadios, radios } from './radios.ts';

/** One of many options, from a list that opens. */
export const select: ControlKind = {
  ...radios,
  name: 'select',
  view: 'select',
  isDefaultFor: (core, optionCount) => radios.fits(core) && optionCount > mostRadios,
};
