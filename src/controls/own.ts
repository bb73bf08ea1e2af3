import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { z } from 'zod';
import type { Json } from '../definition/answers.ts';
import { newFault, type Fault } from '../fault.ts';
import { faultsOfOptions } from '../options.ts';
import { controlNames, ourControls, type Control } from './all.ts';
import type { ControlFiles, ControlKind } from './control.ts';
import { joinModules } from './join-modules.ts';
import type { RawValue, ReadingOptions } from './raw.ts';
import { readings } from './reading/readings.js';

/** What an author's own control says; what it leaves out is as the control that it is like has it. */
export interface OwnControlParts<Options = unknown>
  extends
    ControlFiles,
    Partial<
      Pick<
        ControlKind<Options>,
        | 'options'
        | 'inputs'
        | 'readingOptions'
        | 'typed'
        | 'lines'
        | 'typedLines'
        | 'attributes'
        | 'width'
        | 'choices'
        | 'part'
        | 'own'
        | 'jsonSchema'
        | 'sample'
      >
    > {
  /** Its name: in the page as `data-control`, in JSON, and of the view that may replace its own, `fields/<name>.ejs`. */
  readonly name: string;
  /** The control of ours whose answers are like its own. */
  readonly like: Control;
}

/** An author's own control, and what is wrong with how it was written: reported where a field uses it. */
export interface MadeControl {
  readonly kind: ControlKind;
  readonly faults: readonly Fault[];
}

const file = z.instanceof(URL, { error: "must be a file: new URL('./view.ejs', import.meta.url)" });
const called = z.custom((value) => typeof value === 'function', 'must be a function').optional();
const text = z.string('must be a text');
const taken = [...controlNames, ...Object.keys(readings)];

/** What `control()` understands, but for the maker's own `schema`. */
export const ownControlShape: { readonly [K in keyof Required<OwnControlParts>]: z.ZodType } = {
  name: text
    .regex(/^[a-z][a-z0-9-]*$/, 'must be in lower-case letters, digits and hyphens, a letter first')
    .refine((name) => !taken.includes(name), 'is a name of ours; choose another'),
  like: z.enum(controlNames, { error: `must be one of ${controlNames.join(', ')}` }),
  view: file,
  script: file.optional(),
  style: file.optional(),
  options: z.record(z.string(), z.instanceof(z.ZodType)).optional(),
  inputs: z
    .union([z.enum(['one', 'several']), z.array(z.string().regex(/^[a-z]+$/)).min(1)], {
      error: 'must be "one", "several", or a list of names such as ["lat", "lng"]',
    })
    .optional(),
  attributes: z.record(z.string(), text, 'must be texts by attribute').optional(),
  width: z.int('must be a whole number').positive('must be above 0').optional(),
  readingOptions: called,
  typed: called,
  lines: called,
  typedLines: called,
  choices: called,
  part: called,
  own: called,
  jsonSchema: called,
  sample: called,
};

const made = new WeakSet<object>();

/** Whether a value was made by `control()`. */
export function isOwnControl(value: unknown): value is ControlKind {
  return typeof value === 'object' && value !== null && made.has(value);
}

/** Makes an author's own control from what was written; nothing is thrown. */
export function makeControl(given: OwnControlParts): MadeControl {
  const place = `control({ name: "${String(given.name)}" })`;
  const wrong = faultsOfOptions(place, ownControlShape, given);
  const faulty = new Set(wrong.map(({ property }) => property));
  const kept = Object.entries(given).filter(([name, value]) => value !== undefined && !faulty.has(name));
  const { view, script, style, name, like, ...parts } = Object.fromEntries(kept) as Partial<OwnControlParts>;
  const base = ourControls[like ?? 'text'];
  const found = script === undefined ? {} : pageModule(script, place);
  const files =
    view === undefined ? undefined : { view, script: found.fault === undefined ? script : undefined, style };
  const kind: ControlKind = {
    ...base,
    ...parts,
    name: name ?? 'text',
    like: like ?? 'text',
    view: name ?? base.view,
    isDefaultFor: () => false,
    read: found.read,
    files,
  };
  // Zod copies a schema's meta into its JSON Schema: there the name is enough.
  Object.defineProperty(kind, 'toJSON', { value: () => kind.name });
  made.add(kind);
  const missing = Object.entries({ view, script, style }).flatMap(([part, url]) =>
    url === undefined || existsSync(url)
      ? []
      : [
          newFault(
            'no-control-file',
            `the ${part} of its ${place} is not there: ${fileURLToPath(url)}; add it, or correct "${part}"`,
          ),
        ],
  );
  const unread = found.fault === undefined || missing.length > 0 ? [] : [found.fault];
  return { kind: Object.freeze(kind), faults: [...wrong, ...missing, ...unread] };
}

interface PageModule {
  readonly read?: (raw: RawValue | undefined, options: ReadingOptions) => Json | undefined;
  readonly fault?: Fault;
}

/** The reading that a control's script exports, run from the very text that the page gets. */
function pageModule(script: URL, place: string): PageModule {
  try {
    const joined = joinModules([script]);
    const exported = joined.exportsOf(script);
    const strange = exported.find((name) => name !== 'read' && name !== 'prepare');
    if (strange !== undefined) {
      throw new Error(
        `${fileURLToPath(script)}: it exports "${strange}"; a page asks for "read" and "prepare" only`,
      );
    }
    if (!exported.includes('read')) return {};
    const run = `(() => {\n${joined.script}return ${joined.nameOf(script)}.read;\n})()`;
    return {
      read: vm.runInThisContext(run, { filename: fileURLToPath(script) }) as NonNullable<PageModule['read']>,
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      fault: newFault('wrong-control-script', `the script of its ${place} cannot be run by a page: ${why}`),
    };
  }
}
