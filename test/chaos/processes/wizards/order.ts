import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { text, wizard } from 'stepway';

const folder = process.env['STEPWAY_CHAOS_EFFECTS'] ?? '.';
/** The key's honour switched off: every attempt has an effect of its own. */
const ignoresKey = process.env['STEPWAY_CHAOS_BREAK'] === 'idempotency-key';

/** Tells the server's test entry that a named point is reached; nothing elsewhere. */
const reach = (point: string) => (globalThis as { chaosPoint?: (point: string) => void }).chaosPoint?.(point);

async function makeOnce(file: string): Promise<void> {
  try {
    await (await open(file, 'wx')).close();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

/** One step and a handler whose effect is a file that only one attempt can make. */
export default wizard({ id: 'order', title: 'Order', version: 1, start: false })
  .step('item', { title: 'What would you like?', fields: { value: text('Item') } })
  .complete({
    action: 'Order',
    run: async ({ reference, idempotencyKey, attempt }) => {
      reach('effect:before');
      const key = ignoresKey ? `${idempotencyKey}-${attempt}` : idempotencyKey;
      // The name says it all: a file's content could be cut off by the kill.
      await makeOnce(join(folder, `${reference}.${key}`));
      reach('effect:after');
    },
  });
