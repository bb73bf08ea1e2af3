import type { Json } from '../definition/answers.ts';
import type { ControlKind, FoundFault } from './control.ts';
import { answerLines, linesOf } from './display.ts';
import { givenParts } from './given-parts.ts';
import type { RawParts, RawValue } from './raw.ts';
import { oneLine } from './reading/text.js';
import { fitted } from './sample.ts';

/** How much of a drawing is kept: bytes of a path. */
export const longestDrawing = 16_000;

/**
 * What was drawn, as the path of an SVG of 600 by 200 (`viewBox="0 0 600 200"`): moves and lines between whole points.
 * Nothing else can stand in it, so it can be put into a document as it is.
 */
export const drawnPath = /^(?:M\d{1,3} \d{1,3}(?:L\d{1,3} \d{1,3})*)+$/;

/** A name that is typed, and where the visitor likes drawn as well: `{ name, drawing? }`. */
export const signature: ControlKind = {
  name: 'signature',
  view: 'signature',
  options: {},
  fits: (core) => core.kind === 'object' && core.keys.join() === 'name,drawing',

  inputs: ['name', 'drawing'],
  reading: 'signature',
  readJson: (given) => {
    const parts = givenParts(given, ['name', 'drawing']);
    if (!isRecord(parts) || typeof parts['name'] !== 'string') return parts;
    return { ...parts, name: oneLine(parts['name']) };
  },
  typed: (answer) => {
    if (!isRecord(answer)) return undefined;
    const text = (part: Json | undefined) => (typeof part === 'string' ? part : '');
    return { name: text(answer['name']), drawing: text(answer['drawing']) };
  },

  says: { required: 'required.signature', invalid: 'invalid.signature' },
  isVisitorsOwn: true,
  faultOf: signatureFault,
  lines: (answer, field, page) => {
    const { name, drawing } = isRecord(answer) ? answer : {};
    if (typeof name !== 'string') return answerLines(answer, field, page);
    return drawing === undefined ? [name] : [name, page.say('signature.is-drawn')];
  },
  typedLines: (raw) => linesOf(nameIn(raw)),
  attributes: { type: 'text', autocomplete: 'name', spellcheck: 'false' },
  part: (part, _field, { say }) => ({ label: say(`signature.${part}`), width: 4 }),
  partOf: (part) =>
    part === 'name' ? { meta: { label: 'Name' } } : { meta: { label: 'Drawing' }, isWords: false },
  own: (_field, raw) => ({ drawing: drawingIn(raw), most: longestDrawing }),

  sample: (_field, { random, limits }) => ({
    name: fitted(random.pick(['Ann Lee', 'José Pérez', 'Li Wei']), limits),
  }),
};

function signatureFault(value: Json | undefined): FoundFault | undefined {
  const { name, drawing } = isRecord(value) ? value : {};
  const parts = ['name'];
  if (name === undefined) return { code: 'required', fault: { key: 'required.signature' }, parts };
  if (drawing === undefined) return undefined;
  const isFine = typeof drawing === 'string' && drawing.length <= longestDrawing && drawnPath.test(drawing);
  return isFine ? undefined : { code: 'invalid', fault: { key: 'invalid.signature' }, parts };
}

function nameIn(raw: RawValue): string {
  return typeof raw === 'string' ? raw : ((raw as RawParts)['name'] ?? '');
}

/** A drawing that comes back to a page; what is none is left out. */
function drawingIn(raw: RawValue | undefined): string {
  const drawing = typeof raw === 'object' ? ((raw as RawParts)['drawing'] ?? '') : '';
  return drawing.length <= longestDrawing && drawnPath.test(drawing) ? drawing : '';
}

function isRecord(value: unknown): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
