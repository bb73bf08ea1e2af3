import { file, wizard } from 'stepway';

/** Asks for a file and nothing else. */
export default wizard({ id: 'papers', title: 'Papers', version: 1, start: false })
  .step('proof', {
    title: 'Proof',
    fields: { scan: file('Scan', { types: ['application/pdf'], maxBytes: 5_000_000 }) },
  })
  .complete({ action: 'Send' });
