import type { Step } from '../../../src/definition/model.ts';
import type { Random } from '../../support/random.ts';
import { oddText } from './odd-bodies.ts';

/** One part of a multipart body with the boundary `x`: a text. */
export function fieldPart(name: string, value: string): Buffer {
  return Buffer.from(`--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
}

/** A file in one. */
export function filePart(name: string, fileName: string, content: Buffer): Buffer {
  const safe = fileName.replace(/["\r\n]/g, '');
  const head = `--x\r\nContent-Disposition: form-data; name="${name}"; filename="${safe}"\r\nContent-Type: x/y\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n')]);
}

/** A multipart body as nobody sends it: without its end, with bytes changed, headers too long, or parts within parts. */
export function spoiltMultipart(body: Buffer, random: Random): Buffer {
  const odd = Buffer.from(body);
  switch (random.between(0, 4)) {
    case 0:
      return odd;
    case 1:
      for (let n = 0; n < 20; n += 1) odd[random.between(0, odd.length - 1)] = random.between(0, 255);
      return odd;
    case 2:
      return Buffer.concat([Buffer.from(`--x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`), odd]);
    case 3:
      return Buffer.concat(
        Array.from({ length: 30 }, () => filePart('scan', 'a.pdf', Buffer.from('%PDF'))).concat(
          Buffer.from('--x--'),
        ),
      );
    default:
      return Buffer.concat([
        fieldPart('__proto__', 'x'),
        fieldPart('constructor', oddText(random)),
        odd,
        Buffer.from('--x--\r\n'),
      ]);
  }
}

/** A multipart body with odd values for the fields of a step, and often not whole. */
export function oddMultipart(step: Step, random: Random): { readonly type: string; readonly body: Buffer } {
  const names = [...step.fields.map(({ name }) => name), '__proto__', '_page', ''];
  const parts = Array.from({ length: random.between(0, 6) }, () => {
    const [name, text] = [random.pick(names), oddText(random)];
    return random.chance(0.5)
      ? fieldPart(name, text)
      : filePart(name, oddText(random), Buffer.from(`%PDF-${text}`));
  });
  const body = Buffer.concat(parts);
  const type = random.pick([
    ...Array.from({ length: 9 }, () => 'multipart/form-data; boundary=x'),
    'multipart/form-data',
  ]);
  return {
    type,
    body: random.chance(0.5)
      ? spoiltMultipart(body, random)
      : Buffer.concat([body, Buffer.from('--x--\r\n')]),
  };
}
