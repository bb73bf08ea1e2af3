import type { Field } from '../definition/field.ts';
import { checkboxes } from './checkboxes.ts';
import { code } from './code.ts';
import { country } from './country.ts';
import { consent } from './consent.ts';
import type { ControlKind } from './control.ts';
import { date } from './date.ts';
import { decimal } from './decimal.ts';
import { email } from './email.ts';
import { file } from './file.ts';
import { hidden } from './hidden.ts';
import { integer } from './integer.ts';
import { lookup } from './lookup.ts';
import { matrix } from './matrix.ts';
import { money } from './money.ts';
import { month } from './month.ts';
import { password } from './password.ts';
import { radios } from './radios.ts';
import { range } from './range.ts';
import { rating } from './rating.ts';
import type { Inputs } from './raw.ts';
import { select } from './select.ts';
import { signature } from './signature.ts';
import { tel } from './tel.ts';
import { text } from './text.ts';
import { textarea } from './textarea.ts';
import { time } from './time.ts';
import { url } from './url.ts';
import { year } from './year.ts';
import { yesno } from './yesno.ts';

/** Stepway's own controls, in the order in which messages and docs list them. */
export const ourControls = {
  text,
  textarea,
  email,
  tel,
  url,
  code,
  integer,
  decimal,
  money,
  year,
  yesno,
  radios,
  select,
  lookup,
  country,
  rating,
  checkboxes,
  matrix,
  consent,
  month,
  date,
  range,
  time,
  file,
  signature,
  password,
  hidden,
} satisfies { readonly [name: string]: ControlKind };

/** The name of one of Stepway's own controls. */
export type Control = keyof typeof ourControls;

/** The names of Stepway's own controls. */
export const controlNames: readonly string[] = Object.keys(ourControls);

/** Everything about the control of a field: one of ours, or an author's own. */
export function controlOf(field: Pick<Field, 'control' | 'meta'>): ControlKind {
  const own = field.meta.control;
  // What stands in a meta as an object was made by `control()`: `introspect` takes nothing else.
  if (typeof own === 'object') return own as ControlKind;
  return ourControls[field.control as Control];
}

/** How what is typed into a field is sent. */
export function inputsOf(field: Field): Inputs {
  const control = controlOf(field);
  return control.inputsOf?.(field) ?? control.inputs;
}

/** The control of ours in whose words a field's faults are said: its own, or what an author's control is like. */
export function likeOf(field: Pick<Field, 'control' | 'meta'>): Control {
  // `like` was checked by `makeControl`; a control without it is one of ours.
  return (controlOf(field).like ?? field.control) as Control;
}
