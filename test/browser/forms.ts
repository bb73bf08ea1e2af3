import type { Locator, Page } from 'playwright-core';

/** What is filled into a step: texts, option values, `yes` for a box, `1 2 2027` for a date, two for a range; lists for several boxes, and for the rows of a matrix. */
export type Values = { readonly [field: string]: string | readonly string[] };

/** Steps in the order of the journey, each with what is filled in. */
export type Journey = readonly (readonly [step: string, values: Values])[];

const dateParts = ['day', 'month', 'year'];
const ends = ['from', 'to'];

/** Fills fields of the page by their names. */
export async function fill(page: Page, values: Values): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    const field = page.locator(`.stepway-field[data-field="${name}"]`);
    const control = await field.getAttribute('data-control');
    if (control === 'date') {
      const parts = String(value).split(' ');
      for (const [index, part] of ['day', 'month', 'year'].entries()) {
        await field.locator(`[name="${name}-${part}"]`).fill(parts[index] ?? '');
      }
    } else if (control === 'month') {
      const [month = '', year = ''] = String(value).split(' ');
      await field.locator(`[name="${name}-month"]`).fill(month);
      await field.locator(`[name="${name}-year"]`).fill(year);
    } else if (control === 'range') {
      const parts = String(value).split(' ');
      for (const [index, part] of ends
        .flatMap((end) => dateParts.map((each) => `${end}-${each}`))
        .entries()) {
        await field.locator(`[name="${name}-${part}"]`).fill(parts[index] ?? '');
      }
    } else if (control === 'matrix') {
      const rows = await field.locator('.stepway-matrix-row').all();
      for (const [index, each] of [value].flat().entries())
        await rows[index]!.locator(`[value="${each}"]`).check();
    } else if (control === 'signature') {
      await field.locator(`[name="${name}-name"]`).fill(String(value));
    } else if (control === 'select' || control === 'country') {
      await choose(field, String(value));
    } else if (/^(radios|yesno|rating|consent|checkboxes)$/.test(control ?? '')) {
      for (const each of [value].flat()) await field.locator(`[value=${JSON.stringify(each)}]`).check();
    } else {
      await field.locator(`[name="${name}"]`).fill(String(value));
    }
  }
}

/** Chooses an option of a list; of one that is searched, by typing what it is called. */
async function choose(field: Locator, value: string): Promise<void> {
  const isSearched =
    (await field.locator('[data-search]').count()) > 0 &&
    (await field.page().evaluate(`matchMedia('(scripting: enabled)').matches`));
  if (!isSearched) return void (await field.locator('select').selectOption(value));
  await search(field).fill((await field.locator(`option[value="${value}"]`).textContent()) ?? '');
  // The list that is open lies over what comes below.
  await search(field).press('Tab');
}

/**
 * The control of a list that is searched, once the page's script has made it. By its role alone the select can be met
 * that stands there until then.
 */
export function search(within: Page | Locator, name?: string): Locator {
  const combobox = within.getByRole('combobox', name === undefined ? {} : { name });
  return combobox.and(within.locator('input'));
}

/** Presses the form's button. */
export async function send(page: Page): Promise<void> {
  await page.locator('.stepway-form button[type="submit"]:not([name], [aria-hidden])').first().click();
}

/** Waits until the page is that of a step or of `check`: until its form posts there. */
export async function atStep(page: Page, path: string): Promise<void> {
  await page.locator(`form[action="${path}"]`).waitFor();
}

/** Waits for a heading (level 1) with exactly these words. */
export async function atHeading(page: Page, text: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: text, exact: true }).waitFor();
}

/** Fills in and sends one step after the other, from the first one's page on. Ends at the page after the last. */
export async function answer(page: Page, wizard: string, journey: Journey): Promise<void> {
  for (const [step, values] of journey) {
    await atStep(page, `/${wizard}/${step}`);
    await fill(page, values);
    await send(page);
  }
}

/** Answers a whole wizard and waits for its check page. */
export async function toCheck(page: Page, wizard: string, journey: Journey): Promise<void> {
  await answer(page, wizard, journey);
  await atStep(page, `/${wizard}/check`);
}

/** Submits from the check page; gives the reference on the receipt. */
export async function submit(page: Page): Promise<string> {
  await send(page);
  await page.locator('.stepway-receipt').waitFor();
  return page.locator('.stepway-reference strong').innerText();
}

/**
 * Waits for a JavaScript expression to become true in the page; works with scripts disabled too. Asked again and again
 * from here, since the page's content security policy forbids what Playwright's own `waitForFunction` does.
 */
export async function until(page: Page, expression: string): Promise<void> {
  const end = Date.now() + 15_000;
  while (Date.now() < end) {
    // The page may be on its way to another one.
    if (await page.evaluate(expression).catch(() => false)) return;
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
  throw new Error(`never came true: ${expression}`);
}

/** The rows of the check page: question → answer. */
export async function summary(page: Page): Promise<Record<string, string>> {
  const rows = await page.locator('.stepway-row').all();
  const texts = await Promise.all(
    rows.map(async (each) => [
      await each.locator('dt').innerText(),
      await each.locator('dd:not(.stepway-change)').innerText(),
    ]),
  );
  return Object.fromEntries(texts) as Record<string, string>;
}
