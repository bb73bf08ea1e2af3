import { expect, test } from '@jest/globals';
import { newFileId } from '../../src/completion/file-store.ts';
import { replacedFiles } from '../../src/completion/files-of-run.ts';
import type { SessionState, WizardState } from '../../src/engine/state.ts';

const [first, second] = [newFileId('run', 0), newFileId('run', 1)];
const ref = (id: string) => ({ id, name: 'a.pdf', type: 'application/pdf', bytes: 1, sha256: '00' });
const token = JSON.stringify(ref(first));
const run = (given: Partial<WizardState>): WizardState => ({
  version: 1,
  instance: 'run',
  generation: 1,
  reference: 'R',
  startedAt: 0,
  status: 'open',
  answers: {},
  ...given,
});
const naming = (id: string) => run({ answers: { proof: { scan: ref(id) } } });
const session = (wizards: SessionState['wizards'], rest: Partial<SessionState> = {}): SessionState => ({
  format: 1,
  wizards,
  ...rest,
});

test('a file is replaced when an answer named it and nothing of the session does any more', () => {
  const before = session({ papers: naming(first) });
  expect(replacedFiles(before, 'papers', naming(second))).toEqual([first]);
  expect(replacedFiles(before, 'papers', naming(first))).toEqual([]);
});

test.each([
  ['an answer of an item that was taken out', run({ answers: { 'legs/k1/proof': { scan: ref(first) } } })],
  ['what is typed and waits for its step', run({ carried: { proof: { scan: [token] } } })],
  ['a closed branch', run({ dormant: { proof: { scan: ref(first) } } })],
])('a file that %s still names is not', (_, after) => {
  expect(replacedFiles(session({ papers: naming(first) }), 'papers', after)).toEqual([]);
});

test('a file that another run names, or one that can be brought back, is not', () => {
  const other = { wizards: { papers: naming(first), other: naming(first) } };
  expect(replacedFiles(session(other.wizards), 'papers', naming(second))).toEqual([]);
  const aside = session(
    { papers: naming(first) },
    { deleted: { other: { state: naming(first), until: 1 } } },
  );
  expect(replacedFiles(aside, 'papers', naming(second))).toEqual([]);
});

test('a file that was only held by a page is not, as that page can still be sent', () => {
  const before = session({ papers: run({ carried: { proof: { scan: [token] } } }) });
  expect(replacedFiles(before, 'papers', naming(second))).toEqual([]);
});
