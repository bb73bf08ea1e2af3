import { expect, test } from '@jest/globals';
import { languageTagRule } from '../../src/language/language-tag.ts';

test.each(['en', 'pt-BR', 'cy', 'eo', 'zh-Hant-TW', 'en-GB-oxendict', 'la'])('%s is a tag', (tag) => {
  expect(languageTagRule(tag)).toBeUndefined();
});

test.each([
  ['english', 'did you mean "en"?'],
  ['Welsh', 'did you mean "cy"?'],
  ['klingonese', 'must be a language tag'],
  ['xx', 'no language has "xx"'],
  ['de_DE', 'such as "en" or "pt-BR"'],
])('%s is none: %s', (tag, said) => {
  expect(languageTagRule(tag)).toContain(said);
});
