import { expect } from '@jest/globals';
import { longText, text, wizard, yesNo } from 'stepway';
import { hidesFromScripts } from '../../src/definition/check/names.ts';
import { useBrowser, visitTest } from './browser.ts';
import { atStep, fill, send, until } from './forms.ts';

useBrowser();

const fields = {
  action: text('One').min(3),
  name: text('Two'),
  title: longText('Three').max(20),
  target: yesNo('Four'),
  method: text('Five'),
  length: text('Six').optional(),
  id: text('Seven').optional(),
  enctype: text('Eight').optional(),
};

const plain = wizard({ id: 'plain', title: 'Plain', version: 1, start: false })
  .step('one', {
    title: 'One',
    fields,
    show: { method: (own) => own.target.is(true) },
  })
  .complete({ action: 'Send' });

/** Notes what scripts read from a form by a name that a field could have. */
const watchForms = `
  window.readFromForms = new Set();
  for (let at = HTMLFormElement.prototype; at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    for (const [name, { value, get, set }] of Object.entries(Object.getOwnPropertyDescriptors(at))) {
      if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name) || name === 'constructor') continue;
      Object.defineProperty(at, name, {
        configurable: true,
        set,
        get() {
          if (this instanceof HTMLFormElement) window.readFromForms.add(name);
          return get === undefined ? value : get.call(this);
        },
      });
    }
  }`;

visitTest(
  'no script reads from a form what a field of an allowed name would hide',
  'with',
  async ({ page, open }) => {
    await page.addInitScript(watchForms);
    await open('/plain/one');
    await fill(page, { action: 'ab', name: 'Ann', title: 'Some text', target: 'yes', method: 'x' });
    await send(page);
    await page.locator('#stepway-errors').waitFor();
    await fill(page, { action: 'abc' });
    await page.locator('[name="name"]').focus();
    await until(page, `document.querySelector('[data-field="action"] .stepway-error').hidden`);
    await send(page);
    await atStep(page, '/plain/check');
    const read: readonly string[] = await page.evaluate('[...window.readFromForms]');
    expect(read).toContain('querySelector');
    // What this very page hides by its own fields was read, and did no harm.
    expect(read.filter((name) => !hidesFromScripts(name) && !Object.hasOwn(fields, name))).toEqual([]);
  },
  { wizards: [plain] },
);
