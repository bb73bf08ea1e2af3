import { gzipSync } from 'node:zlib';
import { expect } from '@jest/globals';
import type { Response } from 'playwright-core';
import { useBrowser, visitTest } from './browser.ts';
import type { Visit } from './visit.ts';
import { answer, atStep } from './forms.ts';
import { work } from './journeys.ts';

useBrowser();

/** What goes over the line for a response: assets are served in gzip, pages count as a proxy would send them. */
async function sizeOf(response: Response): Promise<number> {
  const body = await response.body();
  return gzipSync(body, { level: 6 }).byteLength;
}

function collect({ page }: Visit): Response[] {
  const responses: Response[] = [];
  page.on('response', (response) => responses.push(response));
  return responses;
}

visitTest('the first page is at most 60 kB with everything', 'with', async (visit) => {
  const responses = collect(visit);
  await visit.open('/visa/nationality');
  const sizes = await Promise.all(responses.filter((each) => each.url().startsWith('http')).map(sizeOf));
  expect(
    responses
      .map((each) => each.headers()['content-type']?.split(';')[0] ?? '')
      .toSorted((a, b) => a.localeCompare(b)),
  ).toEqual(['text/css', 'text/html', 'text/javascript', 'text/javascript']);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(60_000);
});

visitTest(
  'a swap of a step is at most 6 kB, and asks for no asset but what a kind of question needs that comes first',
  'with',
  async (visit) => {
    const { page, open } = visit;
    await open('/visa/nationality');
    const responses = collect(visit);
    await answer(page, 'visa', work);
    await atStep(page, '/visa/check');
    const isPage = (each: Response) => each.headers()['content-type']?.startsWith('text/html') === true;
    const pages = responses.filter((each) => each.status() === 200 && isPage(each));
    expect(pages.length).toBe(work.length);
    for (const each of pages) expect(await sizeOf(each)).toBeLessThan(6_000);
    // On the way come a list to search, files and a signature, which the pages before had no use for.
    const assets = responses
      .map((each) => /\/_stepway\/(\w+)\.[0-9a-f]{12}\.js$/.exec(each.url())?.[1])
      .filter((name) => name !== undefined);
    expect(assets).toEqual(['search', 'files', 'signature']);
  },
);

visitTest('assets are cached for good and pages with answers are not', 'with', async (visit) => {
  const responses = collect(visit);
  await visit.open('/visa/nationality');
  for (const each of responses) {
    const caching = each.headers()['cache-control'];
    if (each.url().includes('/_stepway/')) expect(caching).toContain('immutable');
    else expect(caching).toBe('no-store');
  }
});

visitTest('there is no inline script, and no style without the nonce', 'without', async ({ page, open }) => {
  for (const path of ['/', '/visa', '/visa/nationality', '/visa/nowhere']) {
    await open(path);
    expect(await page.locator('script:not([src]), [style], [onclick], [onsubmit]').count()).toBe(0);
    expect(await page.locator('style:not([nonce])').count()).toBe(0);
  }
});
