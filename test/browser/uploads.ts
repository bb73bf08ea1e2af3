import type { Locator, Page } from 'playwright-core';

/** A small picture. */
export const png = {
  name: 'me.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC',
    'base64',
  ),
};

/** The files that are listed on the page. */
export const chosen = (page: Page): Locator => page.locator('.stepway-file');

/** What is wrong with a file, at its field. */
export const refusal = (page: Page): Locator => page.locator('.stepway-files .stepway-error');
