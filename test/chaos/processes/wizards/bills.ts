import { files, text, wizard } from 'stepway';

/** Asks for several files in one answer. */
export default wizard({ id: 'bills', title: 'Bills', version: 1, start: false })
  .step('you', { title: 'You', fields: { name: text('Name') } })
  .step('bills', {
    title: 'Bills',
    fields: {
      bills: files('Bills', { types: ['application/pdf'] })
        .max(50)
        .optional(),
    },
  })
  .complete({ action: 'Send' });
