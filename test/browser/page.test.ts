import { expect } from '@jest/globals';
import { row, useBrowser, visitTest } from './browser.ts';
import type { Visit } from './visit.ts';
import { answer, atHeading, atStep, fill, send, submit, toCheck, until } from './forms.ts';
import { before, displeased, holiday, online, pleased, volunteer, work } from './journeys.ts';
import { submissions } from './submissions.ts';

useBrowser();

const path = ({ page }: Visit) => new URL(page.url()).pathname;
const heading = ({ page }: Visit) => page.locator('h1').innerText();

row(1, 'every step has its own title and heading, and the title names the wizard', 'both', async (visit) => {
  const { page, open } = visit;
  await open('/visa/nationality');
  const seen: { title: string; heading: string }[] = [];
  for (const step of holiday) {
    await atStep(page, `/visa/${step[0]}`);
    seen.push({ title: await page.title(), heading: await heading(visit) });
    expect(await page.locator('h1').count()).toBe(1);
    await answer(page, 'visa', [step]);
  }
  await atStep(page, '/visa/check');
  seen.push({ title: await page.title(), heading: await heading(visit) });
  expect(new Set(seen.map(({ title }) => title)).size).toBe(seen.length);
  expect(new Set(seen.map((each) => each.heading)).size).toBe(seen.length);
  for (const each of seen) {
    expect(each.title.startsWith(each.heading)).toBe(true);
    expect(each.title).toContain('Apply for a visa');
  }
});

row(2, 'the title says which step of how many, over the steps that apply', 'both', async ({ page, open }) => {
  await open('/feedback/visit');
  await fill(page, { found: 'no' });
  await send(page);
  await atStep(page, '/feedback/missing');
  expect(await page.title()).toContain('Step 2 of 3');
  await open('/feedback/visit');
  await fill(page, { found: 'yes' });
  await send(page);
  await atStep(page, '/feedback/contact');
  expect(await page.title()).toContain('Step 2 of 2');
  expect(await page.locator('.stepway-eyebrow').innerText()).toContain('Step 2 of 2');
});

row(3, 'no total is shown while it cannot be known', 'both', async ({ page, open }) => {
  await open('/feedback/visit');
  expect(await page.title()).toContain('Step 1 –');
  expect(await page.locator('.stepway-eyebrow').innerText()).toBe('Step 1');
  expect(await page.locator('.stepway-progress').count()).toBe(1);
  // The bar is there, so that nothing jumps when it can be filled; it shows no share of a total.
  expect(await page.locator('.stepway-progress').getAttribute('value')).toBeNull();
});

row(
  4,
  'the back link stands before the main part and leads to the previous step of the path',
  'both',
  async (visit) => {
    const { page, open } = visit;
    await open('/visa/nationality');
    await answer(page, 'visa', before(holiday, 'you'));
    await atStep(page, '/visa/you');
    const isBefore = `document.querySelector('.stepway-back').compareDocumentPosition(document.querySelector('main')) === 4`;
    expect(await page.evaluate(isBefore)).toBe(true);
    await page.locator('.stepway-back').click();
    // Job, course and relative are not on this path.
    await atStep(page, '/visa/travel');
    expect(path(visit)).toBe('/visa/travel');
  },
);

row(
  5,
  'the back link and the browser’s Back show the previous page as it was answered',
  'both',
  async (visit) => {
    const { page, open } = visit;
    await open('/feedback/visit');
    await answer(page, 'feedback', before(displeased, 'contact'));
    await atStep(page, '/feedback/contact');
    await page.goBack();
    await atStep(page, '/feedback/missing');
    expect(await page.locator('textarea').inputValue()).toBe('a map');
    await page.locator('.stepway-back').click();
    await atStep(page, '/feedback/visit');
    expect(await page.locator('[value="no"]').isChecked()).toBe(true);
  },
);

row(6, 'Back after finishing says that the form was sent, and nothing runs twice', 'both', async (visit) => {
  const { page, open, server } = visit;
  await open('/feedback/visit');
  await toCheck(page, 'feedback', pleased);
  const reference = await submit(page);
  await page.goBack();
  await atHeading(page, 'You have already sent this form');
  expect(await page.locator('.stepway-reference').innerText()).toContain(reference);
  expect(await submissions(server)).toHaveLength(1);
});

row(
  7,
  'the button reads “Continue”, comes before other buttons, and Enter presses it',
  'both',
  async ({ page, open }) => {
    await open('/registration/ticket');
    await fill(page, { kind: 'online' });
    await send(page);
    await atStep(page, '/registration/you');
    expect(await page.locator('main button:visible').first().innerText()).toBe('Continue');
    await fill(page, { name: 'Ann Lee', email: 'ann@example.com' });
    // The next stop after the last field.
    await page.locator('[name="organisation"]').focus();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Continue');
    await page.locator('[name="name"]').press('Enter');
    await atStep(page, '/registration/field');
  },
);

row(8, 'optional questions say “(optional)”, and no asterisk is used', 'both', async ({ page, open }) => {
  await open('/registration/ticket');
  await answer(page, 'registration', before(online, 'you'));
  await atStep(page, '/registration/you');
  expect(await page.getByText('Organisation (optional)').count()).toBe(1);
  expect(await page.getByText('Full name (optional)').count()).toBe(0);
  expect(await page.locator('body').innerText()).not.toContain('*');
});

row(9, 'a step that cannot open yet leads to the first incomplete one', 'both', async (visit) => {
  const { page, open } = visit;
  await open('/visa/passport');
  await atStep(page, '/visa/nationality');
  expect(path(visit)).toBe('/visa/nationality');
  await answer(page, 'visa', before(holiday, 'purpose'));
  await atStep(page, '/visa/purpose');
  await open('/visa/check');
  expect(path(visit)).toBe('/visa/purpose');
});

row(10, 'the list of steps says “Completed” and “Current” in words', 'both', async ({ page, open }) => {
  await open('/registration/ticket');
  await answer(page, 'registration', before(online, 'you'));
  await atStep(page, '/registration/you');
  const items = page.locator('.stepway-steps-item:visible');
  const texts = (await items.allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
  expect(texts.slice(0, 3)).toEqual([
    'How will you take part? Completed',
    'Who are you? Current',
    'What do you work on? Not started',
  ]);
  expect(await items.nth(1).getAttribute('aria-current')).toBe('step');
});

visitTest(
  'the list of steps stands beside the form where there is room, and is folded above it where there is none',
  'without',
  async ({ page, open }) => {
    await open('/registration/ticket');
    const boxOf = async (selector: string) => (await page.locator(selector).boundingBox())!;
    for (const width of [1600, 1216]) {
      await page.setViewportSize({ width, height: 800 });
      const [form, list] = [await boxOf('main'), await boxOf('.stepway-steps--beside')];
      expect(list.x).toBeGreaterThanOrEqual(form.x + form.width);
      expect(list.x + list.width).toBeLessThanOrEqual(width);
      expect(await page.locator('.stepway-steps--folded').isVisible()).toBe(false);
    }
    const isAfter = `document.querySelector('main').compareDocumentPosition(document.querySelector('.stepway-steps--beside')) === 4`;
    expect(await page.evaluate(isAfter)).toBe(true);
    for (const width of [1200, 768, 320]) {
      await page.setViewportSize({ width, height: 800 });
      const [heading, fold] = [await boxOf('h1'), await boxOf('summary')];
      expect(fold.y + fold.height).toBeLessThanOrEqual(heading.y);
      expect(await page.locator('.stepway-steps-item:visible').count()).toBe(0);
      await page.locator('summary').click();
      expect(await page.locator('.stepway-steps-item:visible').count()).toBeGreaterThan(3);
      await page.locator('summary').click();
    }
  },
);

visitTest('the form stands in the same place with and without a list of steps', 'with', async (visit) => {
  const { page, open } = visit;
  for (const width of [1600, 1280, 1024]) {
    await page.setViewportSize({ width, height: 800 });
    const places = new Set<number>();
    for (const at of ['/', '/registration/ticket', '/visa/nationality', '/nowhere']) {
      await open(at);
      places.add((await page.locator('main').boundingBox())!.x);
    }
    expect([width, places.size]).toEqual([width, 1]);
  }
});

row(11, 'whole journeys work with scripts off', 'without', async ({ page, open, server }) => {
  await open('/feedback');
  await toCheck(page, 'feedback', displeased);
  await submit(page);
  await open('/registration');
  await page.getByRole('link', { name: 'Start now' }).click();
  await toCheck(page, 'registration', volunteer);
  await submit(page);
  await open('/visa/nationality');
  await toCheck(page, 'visa', work);
  await submit(page);
  expect(await submissions(server)).toHaveLength(3);
});

row(12, 'after a swap the address, the title, the focus and the history are right', 'with', async (visit) => {
  const { page, open } = visit;
  await open('/feedback/visit');
  await page.evaluate('globalThis.isSameDocument = true');
  await answer(page, 'feedback', before(displeased, 'contact'));
  await atStep(page, '/feedback/contact');
  expect(path(visit)).toBe('/feedback/contact');
  expect(await page.title()).toMatch(/^May we write to you\? – Step 3 of 3/);
  await until(page, `document.activeElement.tagName === 'H1'`);
  await page.goBack();
  await atStep(page, '/feedback/missing');
  expect(path(visit)).toBe('/feedback/missing');
  await until(page, `document.title.startsWith('What were you looking for?')`);
  await page.goForward();
  await atStep(page, '/feedback/contact');
  await until(page, `document.title.startsWith('May we write to you?')`);
  expect(await page.evaluate('globalThis.isSameDocument')).toBe(true);
  await page.reload();
  await atStep(page, '/feedback/contact');
});
