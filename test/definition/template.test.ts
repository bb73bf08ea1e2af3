import { expect, test } from '@jest/globals';
import { readText, readingsIn } from '../../src/definition/template.ts';

const piecesOf = (text: string) => {
  const read = readText(text);
  return read !== undefined && 'template' in read ? read.template : read;
};

test('a text without an opening brace is as it stands', () => {
  expect(readText("What's next? '' # }")).toBeUndefined();
});

test('an answer is named by its address, with what stands there while it is missing', () => {
  expect(piecesOf('Is {about.name|your child, or you’re not sure,} well?')).toEqual([
    'Is ',
    { kind: 'answer', ref: ['about', 'name'], otherwise: 'your child, or you’re not sure,' },
    ' well?',
  ]);
  expect(piecesOf('{home-address.line1}')).toEqual([
    { kind: 'answer', ref: ['home-address', 'line1'], otherwise: undefined },
  ]);
});

test('what looks like an address and stands outside of braces is words', () => {
  expect(piecesOf('e.g. well-known | {a.b} – 1.5')).toEqual([
    'e.g. well-known | ',
    { kind: 'answer', ref: ['a', 'b'], otherwise: undefined },
    ' – 1.5',
  ]);
});

test('a brace that opens no name is a brace', () => {
  expect(piecesOf('{ "a": 1 }, {}')).toEqual(['{ "a": 1 }, {}']);
});

test('a brace is written as ICU has it', () => {
  expect(piecesOf("{a.b} writes '{'{'}' and it''s fine, isn't it")).toEqual([
    { kind: 'answer', ref: ['a', 'b'], otherwise: undefined },
    " writes {{} and it's fine, isn't it",
  ]);
});

test('a plural and a select keep a text for each case, whatever the values are', () => {
  const [plural, , select] = piecesOf(
    '{children.count|0, plural, =0 {nobody} one {# child, {a.b}} other {# children}}, {job.kind, select, full-time {all day} other {sometimes}}',
  ) as readonly { cases: ReadonlyMap<string, unknown> }[];
  expect(plural).toMatchObject({ kind: 'plural', ref: ['children', 'count'], otherwise: '0', offset: 0 });
  expect([...plural!.cases.keys()]).toEqual(['=0', 'one', 'other']);
  expect([...select!.cases.keys()]).toEqual(['full-time', 'other']);
  const read = readText('{n, plural, one {{a.b}} other {{c.d|x}}}');
  const refs = read && 'template' in read ? readingsIn(read.template).map(({ ref }) => ref.join('.')) : [];
  expect(refs).toEqual(['n', 'a.b', 'c.d']);
});

test.each([
  ['Dear {about.name', 'unexpected message end'],
  ['{n, plural, one {x}}', 'its plural has no text for "other"'],
  ['{n, plural, several {x} other {y}}', 'case several'],
  ['{about.born, date}', '"date" is no kind of ours'],
  ['{1.2}', '"1.2" is no address of an answer'],
])('%s is refused', (text, problem) => {
  expect((piecesOf(text) as { problem: string }).problem.toLowerCase()).toContain(problem.toLowerCase());
});
