import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { contentOfSample } from '../../src/controls/sample-file.ts';
import type { Json } from '../../src/definition/answers.ts';
import { isFileRef, type FileRef } from '../../src/definition/file-ref.ts';
import type { WizardDefinition } from '../../src/index.ts';
import { serve } from '../../src/testing/own-app.ts';
import { walk, type WalkedPath } from '../../src/testing/index.ts';
import expenses from '../../wizards/expenses.ts';
import feedback from '../../wizards/feedback.ts';
import grant from '../../wizards/grant.ts';
import household from '../../wizards/household.ts';
import permit from '../../wizards/permit.ts';
import registration from '../../wizards/registration.ts';
import { services } from '../../wizards/parts/services.ts';
import stay from '../../wizards/stay.ts';
import visa from '../../wizards/visa.ts';
import { isInstalled } from './chromium.js';
import type { PathInPage } from './follow-in-page.ts';
import { bundle } from './react-bundle.ts';
import { launch } from './visit.ts';

const samples = [expenses, feedback, grant, household, permit, registration, stay, visa];

const outbox = mkdtempSync(join(tmpdir(), 'stepway-outbox-'));
let browser: Browser;
let served: Awaited<ReturnType<typeof serve>>;
let script: string;
beforeAll(async () => {
  if (!isInstalled) return;
  process.env['STEPWAY_OUTBOX'] = outbox;
  browser = await launch();
  served = await serve({ wizards: samples, services });
  script = await bundle('test/browser/follow-in-page.ts');
}, 60_000);
afterAll(async () => {
  delete process.env['STEPWAY_OUTBOX'];
  rmSync(outbox, { recursive: true });
  if (!isInstalled) return;
  await browser.close();
  await served.close();
});

function filesIn(answers: Json): readonly FileRef[] {
  if (typeof answers !== 'object' || answers === null) return [];
  return isFileRef(answers) ? [answers] : Object.values(answers).flatMap(filesIn);
}

/** The longest way to a receipt: it meets the most kinds of page. */
async function longest(definition: WizardDefinition): Promise<WalkedPath> {
  const { paths } = await walk(definition, {
    // A full workshop is refused by the handler.
    fixed: definition === registration ? { workshops: { chosen: ['forms'] } } : {},
  });
  const toTheEnd = paths.filter(({ exit }) => exit === undefined);
  return toTheEnd.sort((one, other) => other.steps.length - one.steps.length)[0]!;
}

(isInstalled ? test.each : test.skip.each)(
  samples.map((definition): [string, WizardDefinition] => [definition.id, definition]),
)(
  'in a browser the client fills in %s to its receipt',
  async (id, definition) => {
    const path = await longest(definition);
    for (const step of path.steps) served.own?.giveFromSite(id, step, path.answers[step] ?? {});
    const files = filesIn(path.answers);
    const contents = Object.fromEntries(files.map((file) => [file.id, [...contentOfSample(file)]]));
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.route('**/front', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Front</title>' }),
    );
    await page.goto(`${served.origin}/front`);
    await page.addScriptTag({ content: script });
    const given: PathInPage = { id, path, contents };
    expect(await page.evaluate(`follow('${served.origin}', ${JSON.stringify(given)})`)).toBe('done');
    await context.close();
  },
  60_000,
);
