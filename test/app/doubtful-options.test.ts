import { expect, test } from '@jest/globals';
import { doubtfulSettings } from '../../src/app/doubtful-options.ts';
import { file, text, wizard } from '../../src/index.ts';

const papers = (maxBytes?: number) =>
  wizard({ id: 'papers', title: 'Papers', version: 1 })
    .step('proof', {
      title: 'Proof',
      fields: {
        name: text('Name'),
        scans: file('Scans', { types: ['image/*'], ...(maxBytes === undefined ? {} : { maxBytes }) }),
      },
    })
    .complete({ action: 'Send' });
const said = (maxBytes: number | undefined, maxUploadBytes?: number) =>
  doubtfulSettings({ maxUploadBytes }, [papers(maxBytes)]).map(({ message }) => message);

test('a file that may be larger than all files together is a promise that cannot be kept', () => {
  const fault = (bytes: number, most: number) =>
    `wizard "papers", step "proof", field "scans": its maxBytes of ${bytes} cannot be reached, as all files of a session together may have ${most} (maxUploadBytes); raise maxUploadBytes, or lower maxBytes`;
  expect(said(500_000_000)).toEqual([fault(500_000_000, 100_000_000)]);
  expect(said(undefined, 1_000_000)).toEqual([fault(10_000_000, 1_000_000)]);
  expect(said(500_000_000, 500_000_000)).toEqual([]);
  expect(said(undefined)).toEqual([]);
});
