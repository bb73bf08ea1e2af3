import { existsSync } from 'node:fs';
import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { integer, wizard } from 'stepway';

const folder = process.env['STEPWAY_CHAOS_EFFECTS'] ?? '.';
/** The key's honour switched off: each time that a payment is asked for it is another one. */
const ignoresKey = process.env['STEPWAY_CHAOS_BREAK'] === 'idempotency-key';

/** Tells the server's test entry that a named point is reached; nothing elsewhere. */
const reach = (point: string) => (globalThis as { chaosPoint?: (point: string) => void }).chaosPoint?.(point);

/** A fee that is paid at a site whose payments are files: `<visitor>.<key>.open`, and `.paid` when it is paid. */
export default wizard({ id: 'fee', title: 'Fee', version: 1, start: false })
  .step('who', { title: 'Who?', fields: { visitor: integer('Visitor') } })
  .external('payment', {
    title: 'Pay',
    origins: ['https://pay.example'],
    fields: { paid: integer('Paid') },
    begin: async ({ earlier, idempotencyKey }) => {
      reach('begin:before');
      const key = ignoresKey ? `${idempotencyKey}~${process.hrtime.bigint()}` : idempotencyKey;
      await writeFile(join(folder, `${earlier.who.visitor}.${key}.open`), '');
      reach('begin:after');
      return `https://pay.example/${key}`;
    },
    finish: async ({ earlier, idempotencyKey, previous }) => {
      reach('finish:before');
      const isPaid = existsSync(join(folder, `${earlier.who.visitor}.${idempotencyKey}.paid`));
      await appendFile(join(folder, `${earlier.who.visitor}.asked`), '.');
      reach('finish:after');
      return isPaid ? { answer: { paid: (previous?.paid ?? 0) + 1 } } : undefined;
    },
  })
  .complete({ action: 'Send' });
