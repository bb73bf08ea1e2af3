import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { readersProject } from './import-block.ts';

const project = readersProject();
cpSync('wizards', resolve(project.folder, 'wizards'), { recursive: true });
afterAll(() => project.remove());

/** What a reader's own runner says of tests that stand on a page. */
function run(...files: readonly string[]) {
  const loader = resolve('test/docs/run-typescript.mjs');
  // A test file that is run by a test runner's child is not to report to that runner.
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', loader, '--test', ...files], {
    cwd: project.folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
  });
  const [, passed, failed] = /[#ℹ] pass (\d+)\n[#ℹ] fail (\d+)\n/.exec(stdout) ?? [];
  return { passed: Number(passed), failed: Number(failed), said: failed === '0' ? '' : stdout + stderr };
}

test("the payment of docs/external.md, through a host's own app, passes its tests", () => {
  project.write('docs/external.md', 'export interface Payments');
  expect(run(project.write('docs/external.md', 'pretendedProvider'))).toEqual({
    passed: 2,
    failed: 0,
    said: '',
  });
});

test('the tests of docs/testing.md pass', () => {
  const files = ['somebody who found nothing', 'saved on one device', 'half an hour'].map((containing) =>
    project.write('docs/testing.md', containing),
  );
  expect(run(...files)).toEqual({ passed: files.length, failed: 0, said: '' });
});
