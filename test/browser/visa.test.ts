import { expect } from '@jest/globals';
import { axeTest } from './axe.ts';
import { useBrowser, visitTest } from './browser.ts';
import { answer, atStep, fill, send, submit, summary, toCheck } from './forms.ts';
import { before, work } from './journeys.ts';
import { companions, pdf } from './states/visa.ts';
import { submissions } from './submissions.ts';

useBrowser();

visitTest(
  'visa is filled in from its start page to the receipt, through three branches',
  'both',
  async (visit) => {
    const { page, open, server } = visit;
    await open('/');
    await page.getByRole('link', { name: 'Apply for a visa' }).click();
    await page.getByRole('link', { name: 'Start now' }).click();
    await atStep(page, '/visa/nationality');
    await toCheck(page, 'visa', work);
    const reference = await submit(page);
    expect(new URL(page.url()).pathname).toBe(`/visa/done/${reference}`);
    expect(await page.title()).toMatch(/^Application sent/);
    const [sent] = await submissions(server);
    expect(sent).toMatchObject({
      reference,
      status: 'done',
      answers: {
        nationality: { nationality: 'BR' },
        job: { employer: 'Quill & Co', salary: 42_000.5, licence: 'AB1234567', paysForStay: false },
        'home/state': { state: 'Pernambuco' },
        passport: { number: 'AB123456' },
        history: { wasRefused: true, details: 'Canada, 2019: a paper was missing.' },
      },
    });
  },
);

visitTest(
  'visa takes the people who come with a worker, with their certificates',
  'both',
  async ({ page, open, scripts }) => {
    await open('/visa/nationality');
    await answer(page, 'visa', before(work, 'company'));
    await answer(page, 'visa', [['company', { hasAny: 'yes' }]]);
    await page.getByRole('heading', { level: 1, name: 'Who are they?' }).waitFor();
    await fill(page, { name: 'Bo Lima', born: '1 5 2020', relation: 'child', needsSchool: 'yes' });
    await send(page);
    await page.getByRole('heading', { level: 1, name: 'How are you related to Bo Lima?' }).waitFor();
    await page.locator('.stepway-file-input').setInputFiles(pdf('birth.pdf'));
    if (scripts) await page.locator('.stepway-file').waitFor();
    await send(page);
    const noMore = page.locator('[name="_more"][value="no"]');
    await noMore.waitFor();
    expect(await page.locator('main').innerText()).toContain('Bo Lima');
    await noMore.check();
    await send(page);
    await atStep(page, '/visa/papers');
    await answer(page, 'visa', work.slice(work.findIndex(([step]) => step === 'papers')));
    await atStep(page, '/visa/check');
    expect((await summary(page))['Birth or marriage certificate']).toContain('birth.pdf');
  },
);

for (const state of companions) axeTest(state);
