import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import type { FileStore } from '../../../src/completion/file-store.ts';
import { WizardError } from '../../../src/errors.ts';
import { file, wizard } from '../../../src/index.ts';
import { memoryStorage } from '../../../src/storage/memory/storage.ts';
import { memoryApp } from '../../support/memory-app.ts';
import { atProof, heldIn, papers, pdf } from '../../support/papers.ts';

/** A storage whose files, or sessions, fail while `fault` is set. */
function failing() {
  const fault: { files?: WizardError | undefined; saves?: WizardError | undefined } = {};
  const storage = memoryStorage({
    onOperation(operation, moment) {
      if (fault.saves !== undefined && operation === 'replace' && moment === 'before') throw fault.saves;
    },
  });
  const whole = storage.files!;
  const files: FileStore = {
    ...whole,
    async put(file, content, facts) {
      if (fault.files === undefined) return whole.put(file, content, facts);
      // A disk that is full takes the beginning.
      for await (const _ of content) throw fault.files;
      throw fault.files;
    },
  };
  return { fault, storage: { ...storage, files } };
}

async function filesIn(store: FileStore) {
  const found = [];
  for await (const each of store.list()) found.push(each);
  return found;
}

test.each(['STORE_FULL', 'STORE_UNREACHABLE'] as const)(
  'a file that cannot be stored (%s) is 503, with all else that was typed still there',
  async (code) => {
    const { fault, storage } = failing();
    const { app } = memoryApp([papers()], storage);
    const visitor = await atProof(app);
    fault.files = new WizardError(code);
    const sent = await visitor.send('/papers/proof', {
      note: 'Typed',
      scan: { name: 'a.pdf', content: pdf() },
      more: 'after it',
    });
    expect([sent.status, sent.headers['retry-after']]).toEqual([503, '2']);
    expect(sent.text).toContain('value="Typed"');
    expect(sent.text).toContain('value="after it"');
    fault.files = undefined;
    const again = await visitor.send('/papers/proof', { scan: { name: 'a.pdf', content: pdf() } });
    expect(again.status).toBe(303);
  },
);

test('a file that came, and whose room could not be looked at again, does not stay', async () => {
  const storage = memoryStorage();
  const whole = storage.files!;
  let looks = 0;
  const files: FileStore = {
    ...whole,
    async bytesOf(owner) {
      looks += 1;
      if (looks === 2) throw new WizardError('STORE_UNREACHABLE');
      return whole.bytesOf(owner);
    },
  };
  const { app } = memoryApp([papers()], { ...storage, files });
  const visitor = await atProof(app);
  const sent = await visitor.send('/papers/proof', {
    note: 'Typed',
    scan: { name: 'a.pdf', content: pdf() },
  });
  expect([looks, sent.status]).toEqual([2, 503]);
  expect(sent.text).toContain('value="Typed"');
  expect(await filesIn(whole)).toEqual([]);
});

test('a file survives an outage of the sessions: trying again sends no second one', async () => {
  const { fault, storage } = failing();
  const { app } = memoryApp([papers()], storage);
  const visitor = await atProof(app);
  fault.saves = new WizardError('STORE_UNREACHABLE');
  const sent = await visitor.send('/papers/proof', {
    note: 'Typed',
    scan: { name: 'a.pdf', content: pdf() },
  });
  expect(sent.status).toBe(503);
  expect(sent.text).toContain('a.pdf');
  fault.saves = undefined;
  const body = new URLSearchParams(heldIn(sent.text).map(([name, value]): [string, string] => [name, value]));
  const again = await visitor.agent.post('/papers/proof').type('form').send(body.toString());
  expect(again.status).toBe(303);
  expect((await visitor.open('/papers/proof')).text).toContain('a.pdf');
});

test('a line that breaks off in the middle of a file leaves nothing', async () => {
  const storage = memoryStorage();
  const whole = storage.files!;
  let began = () => {};
  const isUnderWay = new Promise<void>((resolve) => (began = resolve));
  let ended: Promise<unknown> = Promise.resolve();
  const files: FileStore = {
    ...whole,
    put(file, content, facts) {
      const putting = whole.put(file, content, facts);
      ended = putting.catch(() => undefined);
      began();
      return putting;
    },
  };
  const first = wizard({ id: 'first', title: 'First', version: 1, start: false })
    .step('scan', { title: 'Scan', fields: { scan: file('Scan', { types: ['application/pdf'] }) } })
    .complete({ action: 'Send' });
  const { app } = memoryApp([first], { ...storage, files });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const headers = { 'Content-Type': 'multipart/form-data; boundary=x', 'Content-Length': 900 };
  const request = http.request({ port, method: 'POST', path: '/first/scan', headers });
  request.on('error', () => {});
  request.write('--x\r\nContent-Disposition: form-data; name="scan"; filename="a.pdf"\r\n\r\n%PDF-1.7');
  await isUnderWay;
  request.destroy();
  await ended;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(await filesIn(whole)).toEqual([]);
});
