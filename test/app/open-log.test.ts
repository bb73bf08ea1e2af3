import { execFileSync } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from '@jest/globals';

const module = new URL('../../build/app/open-log.js', import.meta.url).href;

/** What a process of its own writes to standard output, which it takes for a terminal or not. */
function logged({
  level,
  terminal,
  noColor,
}: {
  level: string;
  terminal: boolean;
  noColor?: string;
}): string {
  const program = `
    import tty from 'node:tty';
    import { syncBuiltinESMExports } from 'node:module';
    tty.isatty = (fd) => fd === 1 && ${terminal};
    syncBuiltinESMExports();
    const { openLog } = await import(${JSON.stringify(module)});
    const log = await openLog({ level: ${JSON.stringify(level)}, fd: 1 });
    log.debug({ ms: 3 }, 'GET /contact 200');
    log.info('ready');
  `;
  const env = { ...process.env, NO_COLOR: noColor };
  return execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8', env });
}

test('a program reads a line of JSON for each entry', () => {
  const lines = logged({ level: 'debug', terminal: false }).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { level: 20, name: 'stepway', ms: 3, msg: 'GET /contact 200' },
    { level: 30, name: 'stepway', msg: 'ready' },
  ]);
});

test('a person at a terminal reads a line with the time, the level and the message', () => {
  const text = logged({ level: 'debug', terminal: true });
  expect(text).not.toBe(stripVTControlCharacters(text));
  const [request, ready] = stripVTControlCharacters(text).trimEnd().split('\n');
  expect(request).toMatch(/^\[\d\d:\d\d:\d\d\] DEBUG: GET \/contact 200 \{"ms":3\}$/);
  expect(ready).toMatch(/^\[\d\d:\d\d:\d\d\] INFO: ready$/);
});

test('NO_COLOR leaves the colours out, unless it is empty', () => {
  const plain = logged({ level: 'info', terminal: true, noColor: '1' });
  expect(plain).toBe(stripVTControlCharacters(plain));
  const coloured = logged({ level: 'info', terminal: true, noColor: '' });
  expect(coloured).not.toBe(stripVTControlCharacters(coloured));
});

test.each([true, false])('requests are not in the log at info (terminal: %s)', (terminal) => {
  const text = logged({ level: 'info', terminal });
  expect(text).toContain('ready');
  expect(text).not.toContain('/contact');
});
