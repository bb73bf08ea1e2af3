import { expect } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { choice, wizard } from 'stepway';
import { row, useBrowser, visitTest } from './browser.ts';
import { answer, atStep, fill, send, summary, until } from './forms.ts';
import { kinds } from './wizards.ts';
import type { Visit } from './visit.ts';

useBrowser();

const options = { wizards: [kinds] };

async function atParts({ page, open }: Visit): Promise<void> {
  await open('/kinds/grades');
  await answer(page, 'kinds', [['grades', { stay: '4', room: '3', home: 'IE' }]]);
  await atStep(page, '/kinds/parts');
}

row(
  61,
  'a matrix reads row by row on a phone and to a screen reader, and stands as a table where there is room',
  'both',
  async (visit) => {
    const { page } = visit;
    await atParts(visit);
    const rows = page.locator('.stepway-matrix-row');
    for (const [index, question] of ['The room', 'The food in the restaurant', 'The staff'].entries()) {
      const group = page.getByRole('group', { name: question, exact: true });
      expect(await group.getByRole('radio').count()).toBe(3);
      expect(await rows.nth(index).getByRole('radio', { name: 'It was fair' }).count()).toBe(1);
    }
    const places = async () => {
      const boxes = await rows.first().locator('.stepway-choice').all();
      return Promise.all(boxes.map((each) => each.boundingBox()));
    };
    await page.setViewportSize({ width: 1280, height: 900 });
    const [first, second] = await places();
    expect(second!.y).toBe(first!.y);
    // Each under its heading, and beside the name of its row: no browser lays a legend out as another does.
    const heads = await page.locator('.stepway-matrix-head span').all();
    const middle = async (each: Locator) => {
      const { x, width } = (await each.boundingBox())!;
      return Math.round(x + width / 2);
    };
    const radios = await rows.first().getByRole('radio').all();
    expect(await Promise.all(radios.map(middle))).toEqual(await Promise.all(heads.slice(1).map(middle)));
    const shown = await rows.first().getByText('The room').last().boundingBox();
    expect(shown!.x + shown!.width).toBeLessThanOrEqual(first!.x);
    await page.setViewportSize({ width: 360, height: 740 });
    const [above, below] = await places();
    expect(below!.y).toBeGreaterThan(above!.y);
    await fill(page, { stay: '1 3 2027 7 3 2027', liked: ['good'], signed: 'Ann Lee' });
    await send(page);
    await page.locator('#stepway-errors a').first().click();
    expect(await page.evaluate('document.activeElement.name')).toBe('liked-food');
    await fill(page, { liked: ['good', 'fair', 'bad'] });
    await send(page);
    await atStep(page, '/kinds/check');
    const read = await summary(page);
    expect(read['How did you like it?']).toMatch(/The food in the restaurant: It was fair/);
    expect(read['When were you here?']).toMatch(/1\s–\s7 March 2027/);
    expect(read['How was your stay?']).toBe('4 of 5');
  },
  options,
);

visitTest(
  'a signature is drawn, kept over a fault elsewhere, and cleared',
  'with',
  async (visit) => {
    const { page } = visit;
    await atParts(visit);
    const pad = page.locator('.stepway-drawing-pad');
    await pad.scrollIntoViewIfNeeded();
    const box = (await pad.boundingBox())!;
    await page.mouse.move(box.x + 20, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + 80, box.y + 60, { steps: 4 });
    await page.mouse.up();
    const drawn = page.locator('[name="signed-drawing"]');
    const path = await drawn.inputValue();
    expect(path).toMatch(/^M\d+ \d+(L\d+ \d+){2,}$/);
    await fill(page, { signed: 'Ann Lee' });
    await send(page);
    await page.locator('#stepway-errors').waitFor();
    expect(await drawn.inputValue()).toBe(path);
    expect(await page.locator('.stepway-drawing-pad > path').getAttribute('d')).toBe(path);
    await fill(page, { stay: '1 3 2027 7 3 2027', liked: ['good', 'good', 'good'] });
    await send(page);
    await atStep(page, '/kinds/check');
    expect((await summary(page))['Sign your answers']).toBe('Ann Lee\nSignature drawn');
    await page.goto(`${visit.server.url}/kinds/parts`);
    await page.getByRole('button', { name: 'Clear the drawing' }).click();
    expect(await drawn.inputValue()).toBe('');
    expect(await page.evaluate('document.activeElement.name')).toBe('signed-name');
  },
  options,
);

visitTest(
  'a day that is chosen from the calendar stands in the three inputs',
  'with',
  async (visit) => {
    const { page } = visit;
    await atParts(visit);
    const field = page.locator('[data-field="next"]');
    await field.getByRole('button', { name: 'Choose from a calendar' }).waitFor();
    await page.evaluate(`(() => {
      const day = document.querySelector('[data-field="next"] [type="date"]');
      day.value = '2027-03-09';
      day.dispatchEvent(new Event('change', { bubbles: true }));
    })()`);
    const parts = ['day', 'month', 'year'].map((part) => page.locator(`[name="next-${part}"]`).inputValue());
    expect(await Promise.all(parts)).toEqual(['9', '3', '2027']);
    await until(page, `document.querySelector('#stepway-live').textContent === '9 March 2027 is entered'`);
  },
  options,
);

const moduleOf = (url: string) => /_stepway\/([a-z-]+)\.[0-9a-f]{12}\.js/.exec(url)?.[1] ?? '';

visitTest(
  'what few pages need is fetched with the first page that has it, once',
  'with',
  async (visit) => {
    const { page } = visit;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(moduleOf(request.url())));
    const fetched = (name: string) => asked.filter((each) => each === name).length;
    await atParts(visit);
    await page.locator('.stepway-drawing-pad').waitFor();
    await page.getByRole('button', { name: 'Choose from a calendar' }).waitFor();
    expect(['search', 'signature', 'date-picker', 'files'].map(fetched)).toEqual([1, 1, 1, 0]);
    await page.locator('.stepway-back').click();
    await atStep(page, '/kinds/grades');
    await send(page);
    await atStep(page, '/kinds/parts');
    await page.locator('.stepway-drawing-pad').waitFor();
    expect(['search', 'signature', 'date-picker', 'files'].map(fetched)).toEqual([1, 1, 1, 0]);
  },
  options,
);

visitTest(
  'a page works without what could not be fetched, and the next one tries again',
  'with',
  async (visit) => {
    const { page } = visit;
    let isDown = true;
    await page.route(/_stepway\/signature\./, (route) =>
      isDown ? route.fulfill({ status: 503, body: '' }) : route.continue(),
    );
    await atParts(visit);
    await page.getByRole('button', { name: 'Choose from a calendar' }).waitFor();
    expect(await page.locator('.stepway-drawing-pad').isVisible()).toBe(false);
    await fill(page, { signed: 'Ann Lee' });
    isDown = false;
    await send(page);
    await page.locator('#stepway-errors').waitFor();
    await page.locator('.stepway-drawing-pad').waitFor();
    expect(await page.locator('[name="signed-name"]').inputValue()).toBe('Ann Lee');
  },
  options,
);

const rooms = wizard({ id: 'rooms', title: 'Choose a room', version: 1, start: false })
  .step('room', {
    title: 'Which room?',
    fields: {
      room: choice('Room', {
        sea: { label: 'With a view of the sea', image: '/pictures/sea.svg' },
        garden: { label: 'At the garden', image: '/pictures/garden.svg' },
      }),
    },
  })
  .complete({ action: 'Send' });

visitTest(
  'a picture stands with the label of its option, which alone is read out',
  'both',
  async ({ page, open }) => {
    await page.route('**/pictures/*', (route) =>
      route.fulfill({
        contentType: 'image/svg+xml',
        body: '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200"><rect width="400" height="200" fill="teal"/></svg>',
      }),
    );
    await page.setViewportSize({ width: 360, height: 740 });
    await open('/rooms/room');
    const picture = page.locator('.stepway-choice img').first();
    expect((await picture.boundingBox())!.width).toBeGreaterThan(150);
    await page.getByRole('radio', { name: 'With a view of the sea', exact: true }).check();
    await send(page);
    await atStep(page, '/rooms/check');
    expect(await summary(page)).toEqual({ Room: 'With a view of the sea' });
  },
  { wizards: [rooms] },
);

visitTest(
  'the chosen grade is seen where the system gives the colours, and ten grades fit a narrow window',
  'with',
  async ({ page, open }) => {
    await open('/kinds/grades');
    await page.setViewportSize({ width: 500, height: 800 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(500);
    await fill(page, { food: '7', room: '3' });
    await page.emulateMedia({ forcedColors: 'active' });
    const looks = (name: string, of: string) =>
      page.evaluate(`[...document.querySelectorAll('[data-field="${name}"] ${of}')].map((each) => {
        const { backgroundColor, color } = getComputedStyle(each);
        return backgroundColor + color;
      })`) as Promise<readonly string[]>;
    const grades = await looks('food', '.stepway-grade > label');
    const others = new Set(grades.filter((_, index) => index !== 6));
    expect(others.size).toBe(1);
    expect(others.has(grades[6]!)).toBe(false);
    const stars = await looks('room', '.stepway-grade-sign');
    expect(new Set(stars.slice(0, 3)).size).toBe(1);
    expect(stars[3]).not.toBe(stars[2]);
  },
  { wizards: [kinds] },
);

visitTest(
  'what is mended is heard once, and leaves neither its colour nor its error behind',
  'with',
  async ({ page, open }) => {
    await open('/kinds/grades');
    await send(page);
    await page.locator('#stepway-errors:focus').waitFor();
    const home = page.getByRole('combobox', { name: 'Where do you live?' });
    await home.fill('Ireland');
    await page.keyboard.press('Tab');
    await until(page, `document.querySelector('#stepway-live').textContent === 'Fixed'`);
    expect(await home.getAttribute('aria-describedby')).not.toContain('--error');
    expect(await page.locator('#stepway-errors [role]').count()).toBe(0);
    await fill(page, { stay: '3', room: '3' });
    await send(page);
    await atStep(page, '/kinds/parts');
    await send(page);
    await page.locator('#stepway-errors:focus').waitFor();
    const faulty = page.locator('.stepway-matrix-row--faulty');
    expect(await faulty.count()).toBe(3);
    await fill(page, { liked: ['bad', 'fair', 'good'] });
    await page.locator('[name="signed-name"]').focus();
    await until(page, `document.querySelector('#stepway-live').textContent === 'Fixed'`);
    expect(await faulty.count()).toBe(0);
  },
  { wizards: [kinds] },
);
