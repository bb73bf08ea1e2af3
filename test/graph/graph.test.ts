import { expect, test } from '@jest/globals';
import { tasks } from '../support/grant.ts';
import { aGroup, aStep, definitionOf, yes } from '../support/definition.ts';
import { and, choice, not, or, text, wizard, yesNo } from '../../src/index.ts';
import { graphOf } from '../../src/graph/graph.ts';
import { dotOf, mermaidOf } from '../../src/graph/text.ts';

const branching = wizard({ id: 'trip', title: 'Trip', version: 1 })
  .step('why', {
    title: 'Why?',
    fields: { why: choice('Reason', { work: 'For work', study: 'To study', none: 'Nothing' }) },
  })
  .exit('nothing', { title: 'Stay at home', when: (earlier) => earlier.why.why.is('none') })
  .step('job', {
    title: 'Your job',
    when: (earlier) => earlier.why.why.is('work'),
    fields: { isPaid: yesNo('Are you paid?') },
  })
  .step('school', {
    title: 'Your school',
    when: (earlier) => earlier.why.why.is('study'),
    fields: { name: text('School') },
  })
  .step('funds', {
    title: 'Your money',
    when: (earlier) =>
      or(earlier.why.why.is('study'), and(earlier.why.why.is('work'), not(earlier.job.isPaid.is(true)))),
    fields: { savings: text('Savings') },
  })
  .complete({ action: 'Send' });

const ways = (from: string) =>
  graphOf(branching)
    .edges.filter((edge) => edge.from === from)
    .map(({ to, label }) => (label === undefined ? to : `${to}: ${label}`));

test('a way leads to every page that some answers lead to next, and to no other', () => {
  expect(ways('why')).toEqual([
    'nothing: Reason is “Nothing”',
    'job: Reason is “For work”',
    'school: Reason is “To study”',
  ]);
  expect(ways('school')).toEqual(['funds']);
});

test('a way is labelled with what is still to be asked where it begins', () => {
  expect(ways('job')).toEqual(['funds: “Are you paid?” is not Yes', 'check']);
});

test('an exit page leads nowhere, the last step to check-your-answers', () => {
  expect(ways('nothing')).toEqual([]);
  expect(ways('funds')).toEqual(['check']);
});

const sharp = wizard({ id: 'sharp', title: 'A "sharp" <title>', version: 1 })
  .step('end', { title: 'Say "no" to <b> & `#35;`\\', fields: { name: text('Name') } })
  .complete({ action: 'Send' });

test('Mermaid labels hold no character that Mermaid reads', () => {
  const label = /n0\["(.*)"\]/.exec(mermaidOf(graphOf(sharp)))?.[1] ?? '';
  expect(label.replaceAll(/#\d+;/g, '')).not.toMatch(/["<>&`#\\]/);
  const read = label.replaceAll(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
  expect(read).toBe('Say "no" to <b> & `#35;`\\');
});

test('a Mermaid id is never a word of Mermaid', () => {
  expect(mermaidOf(graphOf(sharp))).not.toMatch(/^\s*end\b/m);
});

test('DOT labels are quoted', () => {
  expect(dotOf(graphOf(sharp))).toContain('"end" [label="Say \\"no\\" to <b> & `#35;`\\\\", shape=box];');
});

test('what stands in a group is drawn once, come to from its list and leading back to it', () => {
  const family = definitionOf([
    aStep('family'),
    aGroup('children', [aStep('about')], yes('family')),
    aStep('many', { op: 'gt', ref: ['children', 'count'], value: 1 }),
  ]);
  const { nodes, edges } = graphOf(family);
  expect(nodes.map(({ id, kind }) => `${kind} ${id}`)).toEqual([
    'step family',
    'step children/*/about',
    'group children',
    'step many',
    'check check',
  ]);
  const from = (key: string) => edges.filter((edge) => edge.from === key).map(({ to }) => to);
  expect(from('family')).toEqual(['children', 'many', 'check']);
  expect(from('children')).toEqual(['many', 'check', 'children/*/about']);
  expect(from('children/*/about')).toEqual(['children']);
});

test('sections begin at the list of tasks and lead back to it', () => {
  const { nodes, edges } = graphOf(tasks);
  expect(nodes.map(({ id, kind }) => `${kind} ${id}`)).toEqual([
    'tasks tasks',
    'step name',
    'exit no-shops',
    'step place',
    'step idea',
    'step other',
    'check check',
  ]);
  const from = (key: string) => edges.filter((edge) => edge.from === key).map(({ to }) => to);
  expect(from('tasks').toSorted()).toEqual(['check', 'idea', 'name', 'other']);
  expect(from('name')).toEqual(['no-shops', 'place']);
  expect(from('place')).toEqual(['tasks']);
  expect(from('other')).toEqual(['tasks']);
});
