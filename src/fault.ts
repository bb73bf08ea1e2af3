/**
 * Every fault that a wizard's file can have, and how severe it is: an error keeps the wizard from being served, a
 * warning is what works and yet is probably not meant. docs/cli.md is held equal to this table by a test.
 */
export const faultCodes = {
  // The file
  unloadable: 'error',
  'unknown-import': 'error',
  'not-a-wizard': 'error',
  'duplicate-wizard': 'error',
  'unknown-wizard': 'error',
  // Names, and what everything has
  'duplicate-id': 'error',
  'unsafe-id': 'error',
  'unsafe-field': 'error',
  'reserved-id': 'error',
  'no-title': 'error',
  'wrong-version': 'error',
  'no-steps': 'error',
  'outside-section': 'error',
  'nested-section': 'error',
  // Options, also those of a host's own calls
  'unknown-option': 'error',
  'wrong-option': 'error',
  // Fields
  'not-a-schema': 'error',
  'no-control': 'error',
  'control-does-not-fit': 'error',
  'no-label': 'error',
  'no-options': 'error',
  'duplicate-option': 'error',
  'option-without-label': 'error',
  'option-without-value': 'error',
  'options-out-of-order': 'error',
  'hidden-without-value': 'error',
  'no-control-file': 'error',
  'wrong-control-script': 'error',
  // A `when` or `show`, as it was written
  'condition-throws': 'error',
  'not-a-condition': 'error',
  'script-operator': 'error',
  'dropped-condition': 'error',
  'unknown-operator': 'error',
  'two-answers': 'error',
  'not-answers': 'error',
  // What a condition or a text reads
  'unknown-step': 'error',
  'unknown-field': 'error',
  'later-step': 'error',
  'same-step': 'error',
  'same-field': 'error',
  'unreadable-text': 'error',
  // What it compares with
  'operator-does-not-fit': 'error',
  'impossible-value': 'error',
  'no-value': 'error',
  'empty-range': 'error',
  // Where the ways lead
  'unreachable-step': 'error',
  'exit-without-when': 'error',
  unfinishable: 'error',
  // Views
  'no-view': 'error',
  'unreadable-view': 'error',
  'no-included-view': 'warning',
  'misspelt-name': 'warning',
  'unused-view': 'warning',
  'idle-helpers': 'warning',
  // What is probably not meant
  'idle-value': 'warning',
  'unheard-answer': 'warning',
  'empty-choice': 'warning',
  'untypable-answer': 'warning',
  'slow-pattern': 'warning',
  'unknown-autocomplete': 'warning',
  'misspelt-word': 'warning',
  'unknown-placeholder': 'warning',
  'empty-word': 'warning',
  'no-fallback': 'warning',
  'bad-sentence': 'warning',
  'same-label': 'warning',
  'outside-state': 'warning',
  'unused-answer': 'warning',
  'floating-promise': 'warning',
  'unclear-return': 'warning',
  // Texts in another language
  'unreadable-texts': 'error',
  'unknown-text': 'warning',
  untranslated: 'warning',
  'changed-text': 'warning',
  // Settings
  'wrong-setting': 'error',
  'doubtful-setting': 'warning',
  // Versions that were kept
  'changed-without-version': 'error',
  'version-went-back': 'error',
  'version-unreadable': 'error',
  'migration-fails': 'error',
  'migration-gap': 'warning',
} as const satisfies Record<string, 'error' | 'warning'>;

/** A code of the table, such as `unknown-step`. */
export type FaultCode = keyof typeof faultCodes;

/** What a fault is about, for whoever has to know more than its sentence: nothing is read back out of a message. */
export interface FaultFacts {
  /** The key of the step, such as `visit` or `home/address` inside a part. */
  readonly step?: string | undefined;
  readonly field?: string | undefined;
  /** The call in whose options it was found: `complete`. */
  readonly call?: string | undefined;
  /** The option of that call which is at fault, at its first level: `when`. `''` is the options object itself. */
  readonly property?: string | undefined;
  /** The property that an unknown one was probably meant to be. */
  readonly meant?: string | undefined;
  /** The address of the answer that a condition reads, as it was written. */
  readonly ref?: readonly string[] | undefined;
  /** The key of the text that is at fault, as files of texts have it: `steps.vehicle.title`. */
  readonly text?: string | undefined;
  /** The file that it stands in. */
  readonly textFile?: string | undefined;
  /** The very word that is at fault, as it stands in the author's text: `titel`, `&&`. */
  readonly word?: string | undefined;
}

/** Something that is wrong in a definition: where, what, and what to do. */
export interface Fault extends FaultFacts {
  readonly code: FaultCode;
  readonly severity: 'error' | 'warning';
  /** What is wrong and the fix, without the place. */
  readonly message: string;
}

/** A fault, as severe as the table says. */
export function newFault(code: FaultCode, message: string, facts: FaultFacts = {}): Fault {
  return { ...facts, code, message, severity: faultCodes[code] };
}
