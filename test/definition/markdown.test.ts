import { expect, test } from '@jest/globals';
import { asMarkdown, markdownBlocks, markdownLine, markdownWords } from '../../src/definition/markdown.ts';

test('a longer text has paragraphs, lists, headings, emphasis and links', () => {
  expect(
    markdownBlocks('# What it costs\n\nIt is *free* for **all**.\n\n- one\n- two\n\n1. first\n2. second'),
  ).toBe(
    [
      '<h2>What it costs</h2>',
      '<p>It is <em>free</em> for <strong>all</strong>.</p>',
      '<ul class="stepway-bullets">',
      '<li>one</li>',
      '<li>two</li>',
      '</ul>',
      '<ol class="stepway-numbers">',
      '<li>first</li>',
      '<li>second</li>',
      '</ol>',
      '',
    ].join('\n'),
  );
});

test('a text without a character of Markdown reads the same with the library and without', () => {
  const text = 'Bring "both".\n\nIt\'s 5 – 3, a-b; c#d 1.5';
  expect(markdownBlocks(text)).toBe("<p>Bring &quot;both&quot;.</p>\n<p>It's 5 – 3, a-b; c#d 1.5</p>\n");
  expect(markdownBlocks(`${text} \\`).replace(' \\', '')).toBe(markdownBlocks(text));
});

test('a link stays in the tab, or opens a new one and says so', () => {
  expect(markdownLine('See [the *rules*](https://a.example/b?c&d "x").')).toBe(
    'See <a href="https://a.example/b?c&amp;d" title="x" hx-boost="false">the <em>rules</em></a>.',
  );
  expect(markdownLine('[Rules](/rules)', { newTab: '(opens in a new tab)' })).toBe(
    '<a href="/rules" hx-boost="false" target="_blank" rel="noopener noreferrer">Rules (opens in a new tab)</a>',
  );
});

test.each([
  ['<b onclick="x">a</b>', '&lt;b onclick=&quot;x&quot;&gt;a&lt;/b&gt;'],
  ['[a](javascript:alert(1))', '[a](javascript:alert(1))'],
  ['[a](data:text/html,x)', '[a](data:text/html,x)'],
  ['![a](b.png)', '!<a href="b.png" hx-boost="false">a</a>'],
  ['`code` and ~~gone~~ | > quote', '`code` and ~~gone~~ | &gt; quote'],
  ['a snake_case_name, 5 * 3 * 2', 'a snake_case_name, 5 * 3 * 2'],
])('%s is nothing more than %s', (text, html) => {
  expect(markdownLine(text)).toBe(html);
});

test('what stands on one line has no paragraph of its own; several blocks keep theirs', () => {
  expect(markdownLine('one\ntwo')).toBe('one\ntwo');
  expect(markdownLine('*one*\n\ntwo')).toBe('<p><em>one</em></p>\n<p>two</p>');
});

test('the words of a text have its links in brackets', () => {
  expect(
    markdownWords('# Costs\n\nSee [the *rules*](/rules) or <https://a.example>.\n\n- one\n- two'),
  ).toEqual(['Costs', 'See the rules (/rules) or https://a.example.', 'one', 'two']);
});

test.each([
  '*a* _b_ [c](d) <e> `f` \\g',
  '# h',
  '1. Januar',
  '- x',
  '+ y',
  '&amp; &lt;',
  '![a](b)',
  'https://x.example',
  '"quotes" & \'more\'',
])('an answer %s reads as it was given', (answer) => {
  expect(markdownWords(asMarkdown(answer))).toEqual([answer]);
  expect(markdownLine(`*${asMarkdown(answer)}*`)).toContain('<em>');
  expect(markdownLine(asMarkdown('a\n\n- b'))).toBe('a - b');
});
