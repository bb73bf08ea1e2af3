import type { Control } from '../model.ts';
import type { Core } from './peel.ts';

/** Up to this many options stand as radios, more as a select. */
const mostRadios = 7;

const byFormat: { readonly [format: string]: Control } = {
  email: 'email',
  url: 'url',
  httpUrl: 'url',
  date: 'date',
  time: 'time',
};

/** The control that a schema gets when its meta names none. */
export function controlFor(core: Exclude<Core, { kind: 'unfit' }>, optionCount: number): Control {
  switch (core.kind) {
    case 'string':
      return byFormat[core.format ?? ''] ?? 'text';
    case 'number':
      return core.isWhole ? 'integer' : 'decimal';
    case 'boolean':
      return 'yesno';
    case 'consent':
      return 'consent';
    case 'choice':
      if (core.several) return 'checkboxes';
      return optionCount > mostRadios ? 'select' : 'radios';
  }
}

/** Every control whose answers a schema takes. */
export function fits(core: Exclude<Core, { kind: 'unfit' }>): readonly Control[] {
  switch (core.kind) {
    case 'string':
      if (core.format === 'date' || core.format === 'time') return [core.format, 'text', 'hidden'];
      return ['text', 'textarea', 'email', 'tel', 'url', 'code', 'password', 'hidden'];
    case 'number':
      return ['integer', 'decimal', 'money'];
    case 'boolean':
      return ['yesno', 'consent'];
    case 'consent':
      return ['consent'];
    case 'choice':
      return core.several ? ['checkboxes'] : ['radios', 'select', 'hidden'];
  }
}
