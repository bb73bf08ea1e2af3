import { expect } from '@jest/globals';
import type { Route } from 'playwright-core';
import { row, useBrowser, visitTest } from './browser.ts';
import type { Visit } from './visit.ts';
import { everything } from './wizards.ts';
import { answer, atStep, fill, send, until } from './forms.ts';
import { delayScripts, holdRequests, isFor } from './slow.ts';
import { before, displeased, pleased, volunteer } from './journeys.ts';
import { submissions } from './submissions.ts';

useBrowser({ ignoreDefaultArgs: ['--disable-back-forward-cache'] });

const banner = ({ page }: Visit) => page.locator('#stepway-banner');

async function atMissing({ page, open }: Visit): Promise<void> {
  await open('/feedback/visit');
  await answer(page, 'feedback', before(displeased, 'missing'));
  await atStep(page, '/feedback/missing');
}

visitTest('a lost network keeps what was typed, and one press tries again', 'with', async (visit) => {
  const { page, context } = visit;
  await atMissing(visit);
  await fill(page, { what: 'typed on a train' });
  await context.setOffline(true);
  await send(page);
  await banner(visit).waitFor();
  expect(await banner(visit).innerText()).toContain('We could not reach the server');
  expect(await page.locator('textarea').inputValue()).toBe('typed on a train');
  await context.setOffline(false);
  await banner(visit).getByRole('button', { name: 'Try again' }).click();
  await atStep(page, '/feedback/contact');
  expect(await banner(visit).isVisible()).toBe(false);
});

let isStoreDown = false;

visitTest(
  'a store that is down keeps what was typed: a banner with scripts, a page without',
  'both',
  async (visit) => {
    const { page, scripts } = visit;
    await atMissing(visit);
    await fill(page, { what: 'typed in an outage' });
    isStoreDown = true;
    await send(page);
    if (scripts) {
      await banner(visit).waitFor();
      expect(await page.locator('textarea').inputValue()).toBe('typed in an outage');
    } else {
      await page.getByRole('heading', { name: 'Sorry, we could not save your answers just now' }).waitFor();
      expect(await page.locator('main').innerText()).toContain('typed in an outage');
    }
    isStoreDown = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await atStep(page, '/feedback/contact');
    await page.locator('.stepway-back').click();
    await atStep(page, '/feedback/missing');
    expect(await page.locator('textarea').inputValue()).toBe('typed in an outage');
  },
  {
    onOperation: () => {
      if (isStoreDown) throw new Error('the store is down');
    },
  },
);

visitTest('an answer that breaks off is one that did not come', 'with', async (visit) => {
  const { page } = visit;
  await atMissing(visit);
  await page.evaluate(`(() => {
    const whole = window.fetch;
    window.fetch = async (...request) => {
      window.fetch = whole;
      const { status, headers } = await whole(...request);
      const broken = new ReadableStream({ pull: (to) => to.error(new TypeError('broken off')) });
      return new Response(broken, { status, headers });
    };
  })()`);
  // Without an event, as a draft would be the request that breaks off.
  await page.evaluate(`document.querySelector('textarea').value = 'a map'`);
  await send(page);
  await banner(visit).waitFor();
  await page.getByRole('button', { name: 'Try again' }).click();
  await atStep(page, '/feedback/contact');
});

for (const [how, trouble] of [
  ['cannot be had', (route: Route) => route.abort()],
  ['does not come in time', (route: Route) => new Promise(() => void route)],
] as const) {
  visitTest(`Back to a page that ${how} says so, and tries again`, 'with', async (visit) => {
    const { page, context } = visit;
    await context.clock.install();
    await atMissing(visit);
    await page.route('**/feedback/visit', trouble);
    await page.evaluate('history.back()');
    await until(page, `location.pathname === '/feedback/visit'`);
    await page.waitForTimeout(100);
    await context.clock.fastForward(21_000);
    await banner(visit).waitFor();
    await page.unroute('**/feedback/visit');
    await page.getByRole('button', { name: 'Try again' }).click();
    await atStep(page, '/feedback/visit');
    await page.locator('[name="found"]').first().waitFor();
  });
}

visitTest(
  'a page that its browser kept while it was sent does not say that the server was not reached',
  'with',
  async (visit) => {
    const { page } = visit;
    await atMissing(visit);
    await page.route('**/feedback/missing', (route) => route.abort());
    await fill(page, { what: 'a map' });
    await send(page);
    await banner(visit).waitFor();
    await page.evaluate(`dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))`);
    await banner(visit).waitFor({ state: 'hidden' });
  },
);

visitTest(
  'what is too long to be taken in stays on the page',
  'with',
  async (visit) => {
    const { page, open } = visit;
    await open('/everything/texts');
    await fill(page, { name: 'Ann', story: 'x'.repeat(1_100_000) });
    await send(page);
    await banner(visit).waitFor();
    expect(await banner(visit).innerText()).toContain('too long');
    expect(await page.locator('[name="name"]').inputValue()).toBe('Ann');
  },
  { wizards: [everything] },
);

for (const script of ['stepway', 'htmx']) {
  visitTest(
    `when ${script}.js does not load, everything still works`,
    'with',
    async ({ page, context, open }) => {
      await context.route(new RegExp(`/_stepway/${script}\\.`), (route) => route.abort());
      await open('/registration/ticket');
      await answer(page, 'registration', before(volunteer, 'access'));
      await atStep(page, '/registration/access');
    },
  );
}

visitTest('another answer after Back is no conflict', 'both', async ({ page, open }) => {
  await open('/feedback/visit');
  await fill(page, { found: 'no' });
  await send(page);
  await atStep(page, '/feedback/missing');
  await page.goBack({ waitUntil: 'commit' });
  await atStep(page, '/feedback/visit');
  await fill(page, { found: 'yes' });
  await send(page);
  await atStep(page, '/feedback/contact');
  await page.goBack({ waitUntil: 'commit' });
  await atStep(page, '/feedback/visit');
  await fill(page, { found: 'partly' });
  await send(page);
  await atStep(page, '/feedback/missing');
});

visitTest(
  'a page kept by the browser after leaving the site takes another answer',
  'both',
  async ({ page, open }) => {
    await open('/feedback/visit');
    await fill(page, { found: 'no' });
    await send(page);
    await atStep(page, '/feedback/missing');
    await fill(page, { what: 'a map' });
    await send(page);
    await atStep(page, '/feedback/contact');
    await page.goto('about:blank');
    await page.goBack({ waitUntil: 'commit' });
    await atStep(page, '/feedback/contact');
    await page.goBack({ waitUntil: 'commit' });
    await atStep(page, '/feedback/missing');
    await fill(page, { what: 'a bigger map' });
    await send(page);
    await atStep(page, '/feedback/contact');
  },
);

visitTest(
  'one who presses Back before the scripts of a page have come gets the page before',
  'with',
  async ({ page, open }) => {
    await open('/feedback/visit');
    await fill(page, { found: 'no' });
    await send(page);
    await atStep(page, '/feedback/missing');
    await page.reload();
    const arrive = await delayScripts(page, 'htmx|stepway');
    await page.reload({ waitUntil: 'commit' });
    await atStep(page, '/feedback/missing');
    await page.evaluate('history.back()');
    arrive();
    await atStep(page, '/feedback/visit');
    await fill(page, { found: 'yes' });
    await send(page);
    await atStep(page, '/feedback/contact');
  },
);

visitTest(
  'a page that its browser calls by another address is not loaded again and again',
  'with',
  async ({ page, context, open }) => {
    await context.addInitScript({
      content: `performance.getEntriesByType = () => [{ name: 'document' }]`,
    });
    await open('/feedback/visit');
    await fill(page, { found: 'no' });
    await send(page);
    await atStep(page, '/feedback/missing');
    let loads = 0;
    page.on('load', () => (loads += 1));
    await page.reload();
    await until(page, `history.state.isLoaded === true && document.readyState === 'complete'`);
    await fill(page, { what: 'a map' });
    await send(page);
    await atStep(page, '/feedback/contact');
    expect(loads).toBeLessThanOrEqual(2);
  },
);

visitTest(
  'a page that the browser kept as it was before it was sent takes another answer',
  'with',
  async ({ page, open }) => {
    await open('/feedback/visit');
    await fill(page, { found: 'no' });
    // Chromium keeps no page that says no-store; others do, and the kept page has its first hidden fields.
    await page.evaluate(`(() => {
      const form = document.forms[0];
      return fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) }).then(() => true);
    })()`);
    await fill(page, { found: 'yes' });
    await send(page);
    await atStep(page, '/feedback/contact');
  },
);

visitTest('Back to a page with an error shows the page without a resend', 'both', async ({ page, open }) => {
  await open('/feedback/visit');
  await send(page);
  await page.locator('#stepway-errors').waitFor();
  await fill(page, { found: 'yes' });
  await send(page);
  await atStep(page, '/feedback/contact');
  await page.goBack({ waitUntil: 'commit' });
  await atStep(page, '/feedback/visit');
  expect(page.url()).toMatch(/\/feedback\/visit$/);
});

visitTest(
  'the button is held while a form is on its way, and says so after a moment',
  'with',
  async ({ page, open }) => {
    await open('/feedback/visit');
    await fill(page, { found: 'yes' });
    const isSent = isFor('POST', '/feedback/visit');
    let posts = 0;
    page.on('request', (request) => (posts += Number(isSent(request))));
    const { release } = await holdRequests(page, isSent);
    const button = page.locator('form button');
    const before = await button.boundingBox();
    await send(page);
    await until(page, `document.querySelector('form button').getAttribute('aria-disabled') === 'true'`);
    await until(page, `document.querySelector('#stepway-live').textContent === 'Sending…'`);
    expect((await button.boundingBox())?.width).toBe(before?.width);
    await button.focus();
    await page.keyboard.press('Enter');
    release();
    await atStep(page, '/feedback/contact');
    expect(posts).toBe(1);
    expect(await page.locator('button[aria-disabled]').count()).toBe(0);
  },
);

visitTest(
  'a field appears by another’s answer, and without scripts is asked for on the next round',
  'both',
  async (visit) => {
    const { page, open, scripts } = visit;
    await open('/registration/ticket');
    await answer(page, 'registration', before(volunteer, 'lunch'));
    await atStep(page, '/registration/lunch');
    const needs = page.locator('[data-field="needs"]');
    expect(await needs.isVisible()).toBe(!scripts);
    await fill(page, { lunch: 'vegan' });
    expect(await needs.isVisible()).toBe(!scripts);
    await fill(page, { lunch: 'other' });
    await needs.waitFor();
    await send(page);
    await page.locator('#stepway-errors').waitFor();
    await fill(page, { needs: 'no nuts' });
    await send(page);
    await atStep(page, '/registration/access');
  },
);

visitTest(
  'a rejected submission comes back to the form as an error',
  'both',
  async ({ page, open, server }) => {
    await open('/registration/ticket');
    const full = volunteer.map((step) =>
      step[0] === 'workshops' ? (['workshops', { chosen: ['maps'] }] as const) : step,
    );
    await answer(page, 'registration', full);
    await atStep(page, '/registration/check');
    await send(page);
    await atStep(page, '/registration/workshops');
    expect(await page.locator('#stepway-errors').innerText()).toContain('is full');
    await page.locator('[value="maps"]').uncheck();
    await send(page);
    await atStep(page, '/registration/check');
    await send(page);
    await page.locator('.stepway-receipt').waitFor();
    expect((await submissions(server)).map(({ status }) => status)).toEqual(['rejected', 'done']);
  },
);

row(
  74,
  'deleting asks first, can be undone for ten minutes, and then nobody can bring it back',
  'both',
  async ({ page, open, context, server }) => {
    await open('/feedback/visit');
    await answer(page, 'feedback', pleased);
    await atStep(page, '/feedback/check');
    const remove = async () => {
      await page.getByRole('link', { name: 'Delete my answers' }).click();
      await page.getByRole('button', { name: 'Yes, delete my answers' }).click();
      await page.getByRole('heading', { name: 'Your answers are deleted' }).waitFor();
    };
    await remove();
    expect(await page.locator('main').innerText()).toMatch(/You can undo this until \d{1,2}:\d\d/);
    server.advance(9);
    await page.getByRole('button', { name: 'Undo' }).click();
    await atStep(page, '/feedback/check');
    await remove();
    server.advance(11);
    await page.getByRole('button', { name: 'Undo' }).click();
    await atStep(page, '/feedback/visit');
    await answer(page, 'feedback', pleased);
    await atStep(page, '/feedback/check');
    await remove();
    await page.getByRole('button', { name: 'Delete for good now' }).click();
    await page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached' });
    expect((await context.cookies()).map(({ name }) => name)).toEqual(['stepway-cookies']);
  },
);
