import type { WizardDefinition } from '../../../src/definition/model.ts';
import type { SessionState, WizardState } from '../../../src/engine/state.ts';
import type { SessionAccess, Visit } from '../../../src/engine/visit.ts';

/**
 * A visit over a state in memory.
 *
 * @param spoilt what becomes of a state when it is stored, to see a figure fail
 */
export function visitInMemory(
  definition: WizardDefinition,
  spoilt: (state: WizardState) => WizardState = (state) => state,
): { readonly visit: Visit; readonly state: () => WizardState | undefined } {
  let stored: SessionState = { format: 1, wizards: {} };
  let names = 0;
  const name = () => `n${(names += 1)}`;
  const state = () => stored.wizards[definition.id];
  const session: SessionAccess = {
    state: () => stored,
    async commit(next) {
      stored = next;
      const now = state();
      if (now !== undefined) stored = { ...next, wizards: { [definition.id]: spoilt(now) } };
      return 'saved';
    },
    reload: async () => true,
    remainingMs: () => 3_000,
    keptUntil: () => undefined,
    ended: () => undefined,
    extend: async () => undefined,
    abandon: () => {},
    destroy: async () => {},
  };
  const visit: Visit = {
    definition,
    run: definition.id,
    session,
    ids: { instance: name, reference: name, item: name, page: name, token: name },
    now: () => 0,
    timeZone: 'UTC',
    services: undefined,
    context: () => undefined,
    maxStateBytes: 256_000,
    ensureRecorded: async () => undefined,
    record: async () => {},
    pause: async () => {},
    saving: () => undefined,
    endSession: undefined,
  };
  return { visit, state };
}
