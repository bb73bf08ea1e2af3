import { afterAll, expect, test } from '@jest/globals';
import { email, secret, text, wizard } from 'stepway';
import { memoryApp } from '../support/memory-app.ts';
import { visitor } from '../support/visitor.ts';

const account = wizard({ id: 'account', title: 'An account', version: 1, start: false })
  .step('only', { title: 'Yours', fields: { email: email('Email address'), pin: secret('PIN') } })
  .complete({ action: 'Send' });
const undrafted = wizard({ id: 'undrafted', title: 'A secret', version: 1, start: false, drafts: false })
  .step('only', { title: 'Yours', fields: { name: text('Name') } })
  .complete({ action: 'Send' });

const { app, forms } = memoryApp([account, undrafted]);
afterAll(() => forms.close(0));

test('a draft is shown again without a fault until the step is answered, but for passwords', async () => {
  const someone = visitor(app);
  const draft = async (values: Record<string, string>) => {
    const { body } = await someone.post('/account/only', { ...values, _draft: '1' });
    return body as { readonly saved: boolean };
  };
  await someone.open('/account/only');
  expect(await draft({ email: 'ann@', pin: 'hush-hush' })).toMatchObject({ saved: true });
  const again = await someone.open('/account/only');
  expect(again.text).toContain('value="ann@"');
  expect(again.text).not.toContain('There is a problem');
  await someone.post('/account/only', { email: 'ann@example.com', pin: '1' });
  expect(await draft({ email: 'older' })).toMatchObject({ saved: false });
  expect((await someone.open('/account/only')).text).toContain('value="ann@example.com"');
});

test('a wizard without drafts keeps none, and its pages save none', async () => {
  const someone = visitor(app);
  const page = await someone.open('/undrafted/only');
  expect(page.text).not.toContain('data-drafts');
  const sent = await someone.post('/undrafted/only', { name: 'Ann', _draft: '1' });
  expect(sent.body).toEqual({ saved: false, keptUntil: null });
});
