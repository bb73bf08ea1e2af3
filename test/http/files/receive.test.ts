import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import type { Response } from 'supertest';
import type { StoredFile } from '../../../src/completion/file-store.ts';
import type { Storage } from '../../../src/completion/storage.ts';
import { file, files, text, wizard, type Finished } from '../../../src/index.ts';
import { memoryStorage } from '../../../src/storage/memory/storage.ts';
import { memoryApp } from '../../support/memory-app.ts';
import { atProof, heldIn, papers, pdf, png, sha256, uploader } from '../../support/papers.ts';

async function stored(storage: Storage): Promise<readonly StoredFile[]> {
  const found: StoredFile[] = [];
  for await (const each of storage.files!.list()) found.push(each);
  return found;
}

/** Asks for a file on its first page. */
const passport = wizard({ id: 'passport', title: 'Passport', version: 1, start: false })
  .step('scans', { title: 'Scans', fields: { scan: file('Scan', { types: ['application/pdf'] }) } })
  .complete({ action: 'Send' });

/** Asks for several in one answer. */
const drawer = wizard({ id: 'drawer', title: 'Drawer', version: 1, start: false })
  .step('you', { title: 'You', fields: { name: text('Name') } })
  .step('bills', { title: 'Bills', fields: { bills: files('Bills', { types: ['application/pdf'] }) } })
  .complete({ action: 'Send' });

const scan = (content: Buffer, name = 'passport.pdf') => ({ name, content });

test('a file is answered by a reference, shown with its name and size, and given to the handler with its content', async () => {
  let finished: Finished | undefined;
  const { app, storage } = memoryApp([papers((given) => void (finished = given))]);
  const visitor = await atProof(app);
  const sent = await visitor.send('/papers/proof', { note: 'A', scan: scan(pdf()), more: 'after the file' });
  expect([sent.status, sent.headers['location']]).toEqual([303, '/papers/others']);
  const again = await visitor.open('/papers/proof');
  expect(again.text).toContain('passport.pdf');
  expect(again.text).toContain('17 bytes');
  await visitor.open('/papers/others');
  expect((await visitor.send('/papers/others')).headers['location']).toBe('/papers/check');
  const check = await visitor.open('/papers/check');
  expect(check.text).toContain('passport.pdf, 17 bytes');
  const done = await visitor.agent
    .post('/papers/check')
    .type('form')
    .send(Object.fromEntries(heldIn(check.text)));
  expect(done.headers['location']).toMatch(/done/);
  const { proof } = finished!.answers as never as {
    proof: { scan: { open(): AsyncIterable<Buffer> }; more: string };
  };
  expect(proof.more).toBe('after the file');
  expect(proof.scan).toMatchObject({
    name: 'passport.pdf',
    type: 'application/pdf',
    bytes: 17,
    sha256: sha256(pdf()),
  });
  const chunks: Buffer[] = [];
  for await (const chunk of proof.scan.open()) chunks.push(chunk);
  expect(Buffer.concat(chunks).equals(pdf())).toBe(true);
  expect((await stored(storage))[0]?.keptFor).toBeDefined();
});

test('coming back to the step asks for no second file, and another one takes its place', async () => {
  const { app } = memoryApp([papers()]);
  const visitor = await atProof(app);
  await visitor.send('/papers/proof', { note: 'A', scan: scan(pdf()) });
  await visitor.open('/papers/proof');
  expect((await visitor.send('/papers/proof', { note: 'B' })).status).toBe(303);
  await visitor.open('/papers/proof');
  expect((await visitor.send('/papers/proof', { note: 'B', scan: scan(png, 'me.png') })).status).toBe(303);
  const page = await visitor.open('/papers/proof');
  expect(page.text).toContain('me.png');
  expect(page.text).not.toContain('passport.pdf');
});

test('a file survives a mistake elsewhere on its page', async () => {
  const { app } = memoryApp([papers()]);
  const visitor = await atProof(app);
  const refused = await visitor.send('/papers/proof', { note: 'much longer than twenty', scan: scan(pdf()) });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('passport.pdf');
  expect((await visitor.send('/papers/proof', { note: 'short' })).status).toBe(303);
});

test('a file that takes the place of another does so on a page with a mistake elsewhere too', async () => {
  const { app } = memoryApp([papers()]);
  const visitor = await atProof(app);
  await visitor.send('/papers/proof', { note: 'A', scan: scan(pdf()) });
  await visitor.open('/papers/proof');
  const wrong = await visitor.send('/papers/proof', { note: '', scan: scan(png, 'me.png') });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain('me.png');
  expect(wrong.text).not.toContain('passport.pdf');
});

test('a file is removed by its box, and then missing', async () => {
  const { app } = memoryApp([papers()]);
  const visitor = await atProof(app);
  await visitor.send('/papers/proof', { note: 'A', scan: scan(pdf()) });
  const page = await visitor.open('/papers/proof');
  const token = heldIn(page.text).find(([name]) => name === 'scan')?.[1] ?? '';
  const sent = await visitor.send('/papers/proof', { note: 'A', 'scan-remove': token });
  expect(sent.status).toBe(422);
  expect(sent.text).toContain('Choose a file for your scan of your passport');
  expect(sent.text).not.toContain('passport.pdf');
});

test.each([
  ['too large', pdf('x'.repeat(2_000)), 'Scan of your passport must be a file of 1 kB or less'],
  [
    'of a wrong kind',
    Buffer.from('<html><script>alert(1)</script>'),
    'must be one of these kinds of file: PDF or image',
  ],
  [
    'a program in the name of a picture',
    Buffer.from('MZ\u0090\u0000\u0003'),
    'must be one of these kinds of file: PDF or image',
  ],
  ['empty', Buffer.alloc(0), 'Scan of your passport is an empty file'],
])('a file that is %s is refused in words, and nothing of it stays', async (_, content, words) => {
  const { app, storage } = memoryApp([papers()]);
  const visitor = await atProof(app);
  const sent = await visitor.send('/papers/proof', {
    note: 'Typed',
    scan: scan(content, 'passport.png'),
    more: 'kept',
  });
  expect(sent.status).toBe(422);
  expect(sent.text).toContain(words);
  expect(sent.text).toContain('value="Typed"');
  expect(sent.text).toContain('value="kept"');
  expect(await stored(storage)).toEqual([]);
});

test('a file far over its limit is refused beside its field, and what was typed behind it stays', async () => {
  const { app, storage } = memoryApp([papers()]);
  const visitor = await atProof(app);
  const sent = await visitor.send('/papers/proof', {
    note: 'Typed',
    scan: scan(pdf('x'.repeat(3_000_000))),
    more: 'kept',
  });
  expect(sent.status).toBe(422);
  expect(sent.text).toContain('Scan of your passport must be a file of 1 kB or less');
  expect(sent.text).toContain('value="kept"');
  expect(await stored(storage)).toEqual([]);
});

test('one that would never end is cut, and the page names the limit and leads back', async () => {
  const { app } = memoryApp([papers()]);
  const visitor = await atProof(app);
  const sent = await visitor.agent
    .post('/papers/proof')
    .set({ 'Content-Type': 'multipart/form-data; boundary=x', 'Content-Length': '20000000' })
    .catch((error: { response: Response }) => error.response);
  expect([sent?.status, sent?.headers['connection']]).toEqual([413, 'close']);
  expect(sent?.text).toContain('“Scan of your passport” takes files of 1 kB or less.');
  expect(sent?.text).toContain('href="/papers/proof"');
});

test('a body that does not say its length is given up behind the same limit', async () => {
  const { app } = memoryApp([papers()]);
  const visitor = await atProof(app);
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const cookie = String(
    visitor.agent.jar.getCookies({ domain: '127.0.0.1', path: '/' } as never).toValueString(),
  );
  const head = '--x\r\nContent-Disposition: form-data; name="scan"; filename="a.pdf"\r\n\r\n';
  let sentBytes = 0;
  const endless = new ReadableStream({
    pull(controller) {
      sentBytes += 100_000;
      controller.enqueue(Buffer.from(sentBytes === 100_000 ? head : 'x'.repeat(100_000)));
      if (sentBytes > 200_000_000) controller.close();
    },
  });
  const answer = await fetch(`http://127.0.0.1:${port}/papers/proof`, {
    method: 'POST',
    headers: { 'Content-Type': 'multipart/form-data; boundary=x', Cookie: cookie },
    body: endless,
    duplex: 'half',
  } as RequestInit).catch(() => undefined);
  server.closeAllConnections();
  server.close();
  expect([413, undefined]).toContain(answer?.status);
  expect(sentBytes).toBeLessThan(100_000_000);
});

test('more files than a field takes, sent at once, are said and not dropped in silence', async () => {
  const { app } = memoryApp([papers()]);
  const visitor = await atProof(app);
  await visitor.send('/papers/proof', { note: 'A', scan: scan(pdf()) });
  const page = await visitor.open('/papers/others');
  const sending = visitor.agent.post('/papers/others');
  for (const [name, value] of heldIn(page.text)) sending.field(name, value);
  for (const name of ['one.png', 'two.png', 'three.png']) sending.attach('bills', png, name);
  const sent = await sending;
  expect(sent.status).toBe(422);
  expect(sent.text).toContain('Choose no more than 2 files');
  expect(sent.text).toMatch(/one\.png[\s\S]*two\.png/);
});

test('no other session gets at a file by what its answers say of it', async () => {
  const { app } = memoryApp([papers()]);
  const owner = await atProof(app);
  await owner.send('/papers/proof', { note: 'A', scan: scan(pdf('secret')) });
  const token = heldIn((await owner.open('/papers/proof')).text).find(([name]) => name === 'scan')?.[1] ?? '';
  const thief = await atProof(app);
  const sent = await thief.send('/papers/proof', { note: 'A', scan: token });
  expect(sent.status).toBe(422);
  expect(sent.text).toContain('We no longer have the file');
  expect((await thief.agent.get('/papers/proof/scan/1')).status).toBe(404);
  expect((await uploader(app).agent.get('/papers/proof/scan/1')).status).toBe(404);
});

test('a file is served to its own session alone, for saving, and never as a page', async () => {
  const { app } = memoryApp([papers()]);
  const visitor = await atProof(app);
  await visitor.send('/papers/proof', { note: 'A', scan: scan(pdf(), '../../“pass”\u202Efdp.exe') });
  const served = await visitor.agent.get('/papers/proof/scan/1').buffer(true);
  expect(served.status).toBe(200);
  expect(served.headers).toMatchObject({
    'content-type': 'application/pdf',
    'content-length': '17',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'no-store',
  });
  expect(served.headers['content-disposition']).toMatch(/^attachment; filename=".*fdp.exe"/);
  for (const other of ['scan/2', 'scan/0', 'note/1', 'scan/1/2', 'nothing/1']) {
    expect((await visitor.agent.get(`/papers/proof/${other}`)).status).toBe(404);
  }
});

test('a file for a step that cannot be open is not read', async () => {
  const { app, storage } = memoryApp([papers()]);
  const stranger = uploader(app);
  const sent = await stranger.send('/papers/proof', { note: 'A', scan: scan(pdf()) }, { held: [] });
  expect([sent.status, sent.headers['location'], sent.headers['connection']]).toEqual([
    303,
    '/papers/you',
    'close',
  ]);
  expect(await stored(storage)).toEqual([]);
});

test('a file from the page of an ended run is thrown away, and what was typed stays', async () => {
  const { app, storage } = memoryApp([papers()]);
  const visitor = uploader(app);
  const held = [
    ['_instance', 'a-run-that-is-over'],
    ['_generation', '1'],
  ] as const;
  const sent = await visitor.send('/papers/proof', { note: 'Typed', scan: scan(pdf()) }, { held });
  expect(sent.status).toBe(410);
  expect(sent.text).toContain('Typed');
  expect(await stored(storage)).toEqual([]);
});

test('a file that was uploaded before a session ended is carried into the next one', async () => {
  const { app } = memoryApp([papers()]);
  const visitor = await atProof(app);
  const page = await visitor.send('/papers/proof', { note: 'much longer than twenty', scan: scan(pdf()) });
  const other = uploader(app);
  const expired = await other.send('/papers/proof', { note: 'Typed' }, { held: heldIn(page.text) });
  expect(expired.status).toBe(410);
  expect(expired.text).toContain('passport.pdf');
  const carried = await other.agent
    .post('/papers/proof')
    .type('form')
    .send(asForm(heldIn(expired.text)));
  expect(carried.headers['location']).toBe('/papers/you');
  await other.agent.post('/papers/you').type('form').send({ name: 'Ann' });
  const back = await other.open('/papers/proof');
  expect(back.text).toContain('passport.pdf');
  expect((await other.send('/papers/proof', { note: 'Typed' })).status).toBe(303);
});

test('several files are kept together, up to their number', async () => {
  const { app } = memoryApp([papers()]);
  const visitor = await atProof(app);
  await visitor.send('/papers/proof', { note: 'A', scan: scan(pdf()) });
  await visitor.open('/papers/others');
  await visitor.send('/papers/others', { bills: scan(png, 'one.png') });
  await visitor.open('/papers/others');
  await visitor.send('/papers/others', { bills: scan(png, 'two.png') });
  const page = await visitor.open('/papers/others');
  expect(page.text).toMatch(/one\.png[\s\S]*two\.png/);
  const third = await visitor.send('/papers/others', { bills: scan(png, 'three.png') });
  expect(third.status).toBe(422);
  expect(third.text).toContain('Choose no more than 2 files');
});

test('an answer that is still judged while its file is replaced names a file that is there', async () => {
  let judged = () => {};
  const slowly = new Promise<undefined>((resolve) => (judged = () => resolve(undefined)));
  const proof = wizard({ id: 'proof', title: 'Proof', version: 1, start: false })
    .step('scans', {
      title: 'Scans',
      fields: { note: text('Note'), scan: file('Scan', { types: ['application/pdf'] }) },
      check: ({ note }) => (note === 'slow' ? slowly : undefined),
    })
    .complete({ action: 'Send' });
  const { app } = memoryApp([proof]);
  const visitor = uploader(app);
  await visitor.open('/proof/scans');
  await visitor.send('/proof/scans', { note: 'A', scan: scan(pdf(), 'first.pdf') });
  const held = heldIn((await visitor.open('/proof/scans')).text);
  const late = visitor.send('/proof/scans', { note: 'slow' }, { held });
  await visitor.send('/proof/scans', { note: 'B', scan: scan(pdf('2'), 'second.pdf') }, { held });
  judged();
  await late;
  const given = await visitor.agent.get('/proof/scans/scan/1').buffer(true);
  expect([given.status, given.headers['content-disposition']]).toEqual([
    200,
    expect.stringMatching(/first|second/),
  ]);
  expect(Number(given.headers['content-length'])).toBeGreaterThan(0);
});

test('all files of a session that are not sent have a limit together, whichever form they are for', async () => {
  const { app } = memoryApp([papers(), passport], undefined, { maxUploadBytes: 40 });
  const visitor = await atProof(app);
  await visitor.send('/papers/proof', { note: 'A', scan: scan(pdf()) });
  await visitor.open('/passport/scans');
  const more = await visitor.send('/passport/scans', { scan: scan(pdf('another page of it')) });
  expect(more.text).toContain('All your files together must be 40 bytes or less');
  const fits = await visitor.send('/passport/scans', { scan: scan(pdf('two')) });
  expect(fits.status).toBe(303);
});

test('all files of a run have a limit together', async () => {
  const { app } = memoryApp([papers()], undefined, { maxUploadBytes: 40 });
  const visitor = await atProof(app);
  await visitor.send('/papers/proof', { note: 'A', scan: scan(pdf()) });
  await visitor.open('/papers/proof');
  const more = await visitor.send('/papers/proof', { note: 'A', scan: scan(pdf('another page of it')) });
  expect(more.text).toContain('All your files together must be 40 bytes or less');
});

test('of files that come at the same time as many are taken as there is room for', async () => {
  const storage = memoryStorage();
  const { put } = storage.files!;
  let [came, allCame] = [0, () => {}];
  const all = new Promise<void>((resolve) => (allCame = resolve));
  const together: typeof put = async (...given) => {
    if ((came += 1) === 8) allCame();
    await all;
    return put(...given);
  };
  const { app } = memoryApp(
    [drawer],
    { ...storage, files: { ...storage.files!, put: together } },
    { maxUploadBytes: 60 },
  );
  const visitor = uploader(app);
  await visitor.agent.post('/drawer/you').type('form').send({ name: 'Ann' });
  const page = await visitor.open('/drawer/bills');
  const tabs = Array.from({ length: 8 }, () => {
    const tab = visitor.agent.post('/drawer/bills');
    for (const [name, value] of heldIn(page.text)) tab.field(name, value);
    return tab.attach('bills', pdf(), 'one.pdf');
  });
  const answers = await Promise.all(tabs);
  const refused = answers.filter(({ text: shown }) => shown.includes('All your files together'));
  expect(refused.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422]);
  expect((await stored(storage)).map(({ bytes }) => bytes)).toEqual([17, 17, 17]);
});

test('of several files in one form as many are taken as there is room for', async () => {
  const { app, storage } = memoryApp([drawer], undefined, { maxUploadBytes: 40 });
  const visitor = uploader(app);
  await visitor.agent.post('/drawer/you').type('form').send({ name: 'Ann' });
  const page = await visitor.open('/drawer/bills');
  const sending = visitor.agent.post('/drawer/bills');
  for (const [name, value] of heldIn(page.text)) sending.field(name, value);
  for (const name of ['one.pdf', 'two.pdf', 'three.pdf']) sending.attach('bills', pdf(), name);
  const sent = await sending;
  expect(sent.text).toContain('All your files together must be 40 bytes or less');
  expect((await stored(storage)).map(({ bytes }) => bytes)).toEqual([17, 17]);
});

test('a file that came before the first answer of its run counts too', async () => {
  const { app } = memoryApp([passport, papers()], undefined, { maxUploadBytes: 40 });
  const visitor = await atProof(app);
  await visitor.open('/passport/scans');
  await visitor.send('/passport/scans', { scan: scan(pdf()) });
  await visitor.open('/papers/proof');
  const more = await visitor.send('/papers/proof', { note: 'A', scan: scan(pdf('another page of it')) });
  expect(more.text).toContain('All your files together must be 40 bytes or less');
});

test('an upload by itself answers what the form is to send', async () => {
  const { app } = memoryApp([papers()]);
  const visitor = await atProof(app);
  const headers = { 'X-Stepway-Upload': 'scan', Accept: 'application/json' };
  const page = await visitor.open('/papers/proof');
  const up = await visitor.send('/papers/proof', { scan: scan(pdf()) }, { headers });
  expect(up.status).toBe(201);
  expect(up.body).toMatchObject({ name: 'passport.pdf', size: '17 bytes', message: null });
  const sent = await visitor.send(
    '/papers/proof',
    { note: 'A', scan: String(up.body.token) },
    { held: heldIn(page.text) },
  );
  expect(sent.status).toBe(303);
  const wrong = await visitor.send('/papers/proof', { scan: scan(Buffer.from('no picture')) }, { headers });
  expect([wrong.status, wrong.body.message]).toEqual([422, expect.stringContaining('kinds of file')]);
});

test('a front end uploads first, and sends what it got', async () => {
  const { app } = memoryApp([papers()]);
  const visitor = await atProof(app);
  const headers = { 'X-Stepway-Upload': 'scan', Accept: 'application/json' };
  const { body } = await visitor.agent.get('/papers/proof').set('Accept', 'application/json');
  const up = await visitor.send('/papers/proof', { scan: scan(pdf()) }, { headers, held: [] });
  const answer = (more: object) =>
    visitor.agent
      .post('/papers/proof')
      .set('Accept', 'application/json')
      .send({ ...body.stamp, note: 'A', ...more });
  expect((await answer({ scan: { id: 'nobody' } })).body.issues).toEqual([
    expect.objectContaining({ field: 'scan', code: 'invalid' }),
  ]);
  expect((await answer({ scan: up.body.file })).status).toBe(303);
  const page = await visitor.agent.get('/papers/proof').set('Accept', 'application/json');
  expect(page.body.values.scan).toMatchObject({ name: 'passport.pdf', bytes: 17 });
  expect((await answer({ ...page.body.stamp, scan: page.body.values.scan })).status).toBe(303);
});

test('a body that breaks off, and one that is none, are answered in words', async () => {
  const { app } = memoryApp([papers()]);
  const visitor = await atProof(app);
  const broken = await visitor.agent
    .post('/papers/proof')
    .set('Content-Type', 'multipart/form-data; boundary=x')
    .send('--x\r\nContent-Disposition: form-data; name="scan"; filename="a.pdf"\r\n\r\n%PDF');
  expect(broken.status).toBe(400);
  const nameless = await visitor.agent
    .post('/papers/proof')
    .set('Content-Type', 'multipart/form-data; boundary=x')
    .send(
      '--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x\r\nContent-Disposition: form-data; filename="b"\r\n\r\nc\r\n--x--\r\n',
    );
  expect(nameless.status).toBe(422);
  const none = await visitor.agent.post('/papers/proof').set('Content-Type', 'multipart/form-data').send('x');
  expect(none.status).toBe(400);
  const elsewhere = await visitor.send('/papers/you', { name: 'Ann' });
  expect(elsewhere.status).toBe(415);
});

test('the host looks at each file before it counts', async () => {
  const { app, storage } = memoryApp([papers()], undefined, {
    async scan({ file }) {
      const chunks: Buffer[] = [];
      for await (const chunk of file.open()) chunks.push(chunk as Buffer);
      if (String(Buffer.concat(chunks)).includes('broken')) throw new Error('the scanner is away');
      return String(Buffer.concat(chunks)).includes('virus') ? 'This file has a virus' : undefined;
    },
  });
  const visitor = await atProof(app);
  const bad = await visitor.send('/papers/proof', { note: 'A', scan: scan(pdf('virus')) });
  expect([bad.status, bad.text]).toEqual([422, expect.stringContaining('This file has a virus')]);
  const unknown = await visitor.send('/papers/proof', { note: 'A', scan: scan(pdf('broken')) });
  expect(unknown.text).toContain('could not be checked just now');
  expect(await stored(storage)).toEqual([]);
  expect((await visitor.send('/papers/proof', { note: 'A', scan: scan(pdf()) })).status).toBe(303);
});

test('deleted answers keep their files as long as they can be brought back', async () => {
  const { app, storage } = memoryApp([papers()]);
  const visitor = await atProof(app);
  await visitor.send('/papers/proof', { note: 'A', scan: scan(pdf()) });
  const [before] = await stored(storage);
  await visitor.agent.post('/papers/end').type('form').send({});
  const [after] = await stored(storage);
  expect(after!.until).toBeLessThan(before!.until);
  expect(after!.until).toBeGreaterThan(Date.now());
});

function asForm(held: readonly (readonly [string, string])[]) {
  return new URLSearchParams(held.map(([name, value]): [string, string] => [name, value])).toString();
}

test('the files of answers that are deleted twice, from two tabs, come back with them', async () => {
  const { app, storage } = memoryApp([papers()]);
  const visitor = await atProof(app);
  await visitor.send('/papers/proof', { note: 'A', scan: scan(pdf()) });
  for (const _ of ['one tab', 'the other']) await visitor.agent.post('/papers/end').type('form').send({});
  await visitor.agent.post('/papers/end').type('form').send({ _undo: '1' });
  expect(await stored(storage)).toHaveLength(1);
  expect((await visitor.open('/papers/proof')).text).toContain('passport.pdf');
});
