import { expect, test } from '@jest/globals';
import { safeName } from '../../../src/http/files/safe-name.ts';

test.each([
  ['passport.pdf', 'passport.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\Ann\\scan 1.png', 'scan 1.png'],
  ['a\u0000b\r\nSet-Cookie: x.pdf', 'abSet-Cookie_ x.pdf'],
  ['gpj.\u202Eexe.png', 'gpj.exe.png'],
  ['..', 'file'],
  ['', 'file'],
  ['  .hidden  ', 'hidden'],
  ['Zoë’s naïve résumé 🎉.pdf', 'Zoë’s naïve résumé 🎉.pdf'],
  [`${'x'.repeat(300)}.jpeg`, `${'x'.repeat(95)}.jpeg`],
])('%j is called %j', (given, called) => {
  expect(safeName(given)).toBe(called);
});
