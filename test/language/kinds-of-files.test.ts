import { expect, test } from '@jest/globals';
import { kindsOfFiles } from '../../src/language/fault.ts';

const office = 'application/vnd.openxmlformats-officedocument';

test.each([
  ['application/pdf', 'PDF'],
  [`${office}.wordprocessingml.document`, 'DOCX'],
  [`${office}.spreadsheetml.sheet`, 'XLSX'],
  [`${office}.presentationml.presentation`, 'PPTX'],
  ['application/vnd.oasis.opendocument.text', 'ODT'],
  ['application/msword', 'DOC'],
  ['application/vnd.ms-excel', 'XLS'],
  ['text/csv', 'CSV'],
  ['image/svg+xml', 'SVG'],
  ['audio/mpeg', 'MP3'],
  ['application/zip', 'ZIP'],
])('a file of type %s is called as its name ends: %s', (type, words) => {
  expect(kindsOfFiles([type], 'en', (key) => key)).toBe(words);
});
