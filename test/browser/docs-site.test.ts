import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';
import type { Server } from 'node:http';
import type { Browser } from 'playwright-core';
import { isInstalled } from './chromium.js';
import { launch } from './visit.ts';

const site = resolve('docs/site/dist');
const isBuilt = existsSync(join(site, 'index.html'));
const define = isInstalled && isBuilt ? test : test.skip;
let browser: Browser;
let server: Server;

beforeAll(async () => {
  if (!isBuilt && process.env['CI'] !== undefined) throw new Error('run `npm run docs` first');
  if (!isBuilt) console.warn('NOT RUN: the docs site is not built; `npm run docs` builds it.');
  if (!isInstalled || !isBuilt) return;
  browser = await launch();
  server = express().use(express.static(site)).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

define('the docs site finds a function by its name, and a guide', async () => {
  const { port } = server.address() as AddressInfo;
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${port}/`);
  await expect(page.title()).resolves.toContain('Stepway');
  await page.getByRole('button', { name: 'Search' }).first().click();
  await page.getByPlaceholder('Search the docs').fill('keepAnswers');
  const found = page.locator('#tsd-search-results a', { hasText: 'keepAnswers' }).first();
  await found.waitFor();
  expect(await found.getAttribute('href')).toContain('keepAnswers');
  await page.goto(`http://127.0.0.1:${port}/documents/conditions.html`);
  expect(await page.getByRole('heading', { level: 1 }).first().textContent()).toBe('Conditions');
  await page.close();
});
