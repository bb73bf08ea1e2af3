import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import request from 'supertest';
import { embeddedStorage } from '../../src/storage/embedded/storage.ts';
import feedback from '../../wizards/feedback.ts';
import { memoryApp } from '../support/memory-app.ts';

test.each([
  ['data.mdb', (folder: string) => rm(join(folder, 'data.mdb'))],
  ['the folder of the store', (folder: string) => rm(folder, { recursive: true })],
])('a server is not ready once %s was removed under it', async (_, remove) => {
  const folder = await mkdtemp(join(tmpdir(), 'stepway-ready-'));
  const storage = await embeddedStorage({ folder });
  const { app, forms } = memoryApp([feedback], storage);
  try {
    expect((await request(app).get('/readyz')).status).toBe(200);
    await remove(folder);
    expect((await request(app).get('/readyz')).status).toBe(503);
    expect((await request(app).get('/healthz')).status).toBe(200);
  } finally {
    await forms.close(0);
    await storage.close();
    await rm(folder, { recursive: true, force: true });
  }
});
