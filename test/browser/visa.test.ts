import { expect } from '@jest/globals';
import { useBrowser, visitTest } from './browser.ts';
import { atStep, submit, toCheck } from './forms.ts';
import { work } from './journeys.ts';
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
