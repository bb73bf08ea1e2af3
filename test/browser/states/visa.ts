import type { Page } from 'playwright-core';
import { answerAhead } from '../ahead.ts';
import { atHeading, atStep, fill, send, type Journey } from '../forms.ts';
import { before, work } from '../journeys.ts';
import type { Visit } from '../visit.ts';
import { atVisa, refuse, type State } from './state.ts';

const nextYear = new Date().getFullYear() + 1;

/** A small PDF of this name. */
export const pdf = (name: string) => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.7\n'),
});

const child = { name: 'Bo Lima', born: `1 5 ${nextYear - 6}`, relation: 'child', needsSchool: 'yes' };

/** Chooses a file, and waits until the page has it. */
async function choose(page: Page, field: string, name: string): Promise<void> {
  const input = page.locator(`.stepway-file-input[name="${field}"]`);
  await input.setInputFiles(pdf(name));
  await page.locator('.stepway-file', { hasText: name }).waitFor();
}

/** Opens a page of the list of those who come with a worker; the id of a person is the test's own. */
async function atCompany(visit: Visit, page: string, ...people: readonly Journey[]): Promise<void> {
  const begun: Journey = [...before(work, 'company'), ['company', { hasAny: 'yes' }]];
  await answerAhead(visit, 'visa', [...begun, ...people.flat()]);
  await visit.open(`/visa/dependants${page}`);
}

const bo: Journey = [['dependants/bo/about', child]];

/** Opens the list with a child on it, whose certificate is there. */
async function atBo(visit: Visit): Promise<void> {
  await atCompany(visit, '/bo/certificate', bo);
  await choose(visit.page, 'scan', 'birth.pdf');
  await send(visit.page);
  await atStep(visit.page, '/visa/dependants');
}

/** The pages of `visa` about the people who come along, and its papers. */
export const companions: readonly State[] = [
  { name: 'company', reach: (visit) => atVisa(visit, 'company', work) },
  { name: 'dependants-none', reach: (visit) => atCompany(visit, '') },
  {
    name: 'dependant',
    reach: async (visit) => {
      await atCompany(visit, '/bo/about');
      await fill(visit.page, { relation: 'child' });
    },
  },
  {
    name: 'dependant-error',
    reach: async (visit) => {
      await atCompany(visit, '/bo/about');
      await fill(visit.page, { ...child, born: '1 5 1990' });
      await refuse(visit);
    },
  },
  {
    name: 'dependant-certificate',
    reach: async (visit) => {
      await atCompany(visit, '/bo/certificate', bo);
      await choose(visit.page, 'scan', 'birth.pdf');
    },
  },
  {
    name: 'dependant-unfinished',
    reach: async (visit) => {
      await atCompany(visit, '', bo);
      await visit.page.getByText('Bo Lima').first().waitFor();
    },
  },
  { name: 'dependants-some', reach: atBo },
  {
    name: 'dependant-remove',
    reach: async (visit) => {
      await atBo(visit);
      await visit.open('/visa/dependants?remove=bo');
      await atHeading(visit.page, 'Do you want to remove Bo Lima?');
    },
  },
  { name: 'papers', reach: (visit) => atVisa(visit, 'papers', work) },
  {
    name: 'papers-chosen',
    reach: async (visit) => {
      await atVisa(visit, 'papers', work);
      await choose(visit.page, 'passport', 'passport.pdf');
      await choose(visit.page, 'others', 'contract.pdf');
      await choose(visit.page, 'others', 'letter.pdf');
    },
  },
  {
    name: 'papers-refused',
    reach: async ({ page, ...visit }) => {
      await atVisa({ page, ...visit }, 'papers', work);
      const program = { ...pdf('passport.pdf'), buffer: Buffer.from('MZ') };
      await page.locator('.stepway-file-input[name="passport"]').setInputFiles(program);
      await page.locator('.stepway-files .stepway-error').waitFor();
    },
  },
  {
    name: 'check-dependants',
    reach: async (visit) => {
      await atBo(visit);
      await answerAhead(visit, 'visa', [['dependants', { _more: 'no' }]]);
      const rest = work.slice(work.findIndex(([step]) => step === 'papers'));
      await answerAhead(visit, 'visa', rest);
      await visit.open('/visa/check');
    },
  },
];
