import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { Layout } from '../../src/index.ts';
import { useBrowser, visitTest } from './browser.ts';
import { openCheck } from './ahead.ts';
import { answer, atStep, fill } from './forms.ts';
import { holiday } from './journeys.ts';
import { refuse, texts } from './states/state.ts';
import type { Visit } from './visit.ts';
import { everything } from './wizards.ts';
import visa from '../../wizards/visa.ts';

useBrowser();

const require = createRequire(import.meta.url);
const sheets = {
  'Bootstrap 5': readFileSync(require.resolve('bootstrap/dist/css/bootstrap.css'), 'utf8'),
  // As Tailwind's own index.css has it: what is in no layer wins over what is in one.
  'Tailwind 4': `@layer theme, base; @layer theme { ${readFileSync(require.resolve('tailwindcss/theme.css'), 'utf8').replace('@theme default', ':root')} } @layer base { ${readFileSync(require.resolve('tailwindcss/preflight.css'), 'utf8')} }`,
};

/** A page of the host's with a bit of everything, around Stepway's. */
const layout: Layout = ({ title, head, body, nonce }) => `<!doctype html>
<html lang="en"><head><title>${title}</title>
<style nonce="${nonce}">body { margin: 0 } [data-bs-theme="dark"] { color-scheme: dark }</style>${head}</head><body>
<div class="host"><h1>Shop</h1><h2>News</h2><p>Text with <a href="#a">a link</a>, <b>bold</b> and <code>code</code>.</p>
<ul><li>one</li></ul><ol><li>two</li></ol><table><tr><th>a</th><td>b</td></tr></table><hr>
<button>Press</button><input value="typed"><select><option>one</option></select><textarea>long</textarea>
<fieldset><legend>Legend</legend><label><input type="checkbox" checked> Box</label></fieldset><img alt="none" src="data:,">
<div class="btn" hidden>hidden</div><blockquote>Said</blockquote></div>
${body}<footer class="host">Ours</footer></body></html>`;

/** Remembers every computed style of these elements in the page, under a name. */
function remember(page: Page, name: string, selector: string): Promise<unknown> {
  return page.evaluate(`window['${name}'] = (${everyStyle})('${selector}'), undefined`);
}

/** What of it is otherwise now: `element: property: before → now` a line. */
function changes(page: Page, name: string, selector: string): Promise<readonly string[]> {
  return page.evaluate(`(() => {
    const before = window['${name}'];
    const now = (${everyStyle})('${selector}');
    if (now.some(([, text]) => !text.includes('color: '))) return ['nothing to compare'];
    if (before.length !== now.length) return ['other elements'];
    return now.flatMap(([element, text], index) => {
      if (text === before[index][1]) return [];
      const old = new Set(before[index][1].split('; '));
      return text.split('; ').filter((line) => !old.has(line)).map((line) => element + ' ' + line);
    }).filter((line) => !${ofThePage}.test(line)).slice(0, 40);
  })()`);
}

/** The same once the page has taken the sheet in: a list that opens is drawn anew a moment later. */
async function settledChanges(page: Page, name: string, selector: string): Promise<readonly string[]> {
  let seen = await changes(page, name, selector);
  for (let tries = 0; seen.length > 0 && tries < 20; tries += 1) {
    await delay(50);
    seen = await changes(page, name, selector);
  }
  return seen;
}

const everyStyle = `(selector) => {
  const names = [...getComputedStyle(document.body)].filter((name) => !/^--|\\b(?:block|inline)\\b/.test(name));
  const written = (styles) => names.map((name) => name + ': ' + styles.getPropertyValue(name)).join('; ');
  const pseudosOf = (element) => (element.matches('input') ? ['::placeholder', '::file-selector-button'] : [])
    .concat(['::before', '::after'].filter((each) => getComputedStyle(element, each).content !== 'none'));
  return [...document.querySelectorAll(selector)].flatMap((element) => ['', ...pseudosOf(element)].map((pseudo) => [
    element.tagName.toLowerCase() + '.' + element.className.replaceAll(' ', '.') + pseudo,
    written(getComputedStyle(element, pseudo)),
  ]));
}`;

/** Where something stands, which depends on how high the host's part of the page is. */
const ofThePage = String(
  /^(?:html|body)\S* (?:height|perspective-origin|transform-origin): |^\S*stepway-hidden (?:top|bottom): /,
);

/** Puts the host's sheet into the page, before ours or after it. */
function style(page: Page, css: string, where: 'before' | 'after') {
  return page.evaluateHandle(
    `(() => {
      const sheet = document.createElement('style');
      sheet.textContent = ${JSON.stringify(css)};
      document.head[${where === 'before'} ? 'prepend' : 'append'](sheet);
      return sheet;
    })()`,
  );
}

const withOurs = (isOn: boolean) => `document.querySelector('link[rel="stylesheet"]').disabled = ${!isOn}`;

const pages: readonly (readonly [string, (visit: Visit) => Promise<void>])[] = [
  [
    'a page with errors',
    async (visit) => {
      await visit.open('/everything/texts');
      await refuse(visit);
    },
  ],
  [
    'a page of choices',
    async ({ page, open }) => {
      await open('/everything/texts');
      await answer(page, 'everything', [['texts', texts]]);
      await atStep(page, '/everything/choices');
      await fill(page, { colour: 'green', pets: ['cat'], other: 'yes', agreed: 'yes' });
    },
  ],
  ['the check page', (visit) => openCheck(visit, 'visa', holiday)],
];

const ours = '.stepway, .stepway *';
const theirs = 'html, body, .host, .host *';

for (const [host, css] of Object.entries(sheets)) {
  for (const [name, reach] of pages) {
    visitTest(
      `beside ${host} ${name} looks as it does alone, light and dark, and so does the host`,
      'without',
      async (visit) => {
        const { page } = visit;
        await reach(visit);
        await page.evaluate('document.activeElement.blur()');
        // Nothing is under the pointer, wherever a sheet moves our fields to.
        await page.mouse.move(0, 0);
        for (const scheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
          await page.evaluate(`document.documentElement.dataset.bsTheme = '${scheme}'`);
          await remember(page, 'alone', ours);
          for (const where of ['before', 'after'] as const) {
            const sheet = await style(page, css, where);
            expect(await settledChanges(page, 'alone', ours)).toEqual([]);
            if (where === 'before') {
              await remember(page, 'beside', theirs);
              await page.evaluate(withOurs(false));
              expect(await changes(page, 'beside', theirs)).toEqual([]);
              await page.evaluate(withOurs(true));
            }
            await sheet.evaluate((element) => (element as unknown as { remove: () => void }).remove());
          }
        }
      },
      { wizards: [everything, visa], layout, browser: { bypassCSP: true } },
    );
  }
}
