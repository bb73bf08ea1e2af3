import { expect, test } from '@jest/globals';
import express from 'express';
import session from 'express-session';
import request from 'supertest';
import { stepway, text, wizard } from '../../src/index.ts';
import { memoryStorage } from '../../src/storage/memory/storage.ts';

const demo = wizard({ id: 'demo', title: 'Demo', version: 1, start: false })
  .step('one', { title: 'One', fields: { name: text('Name') } })
  .complete({ action: 'Send' });

test.each([
  ['/', '/demo/one'],
  ['', '/demo/one'],
  ['/forms', '/forms/demo/one'],
  ['/forms/', '/forms/demo/one'],
])('with the base path %j a form is sent to %s', async (basePath, action) => {
  const storage = memoryStorage();
  const forms = stepway({ wizards: [demo], storage, basePath });
  const app = express();
  app.use(
    session({ store: storage.sessions, secret: 'x'.repeat(16), resave: false, saveUninitialized: false }),
  );
  app.use(forms);
  try {
    const page = await request(app).get('/demo/one');
    expect(page.text).toContain(`action="${action}"`);
  } finally {
    await forms.close(0);
    await storage.close();
  }
});
