import { choice, date, file, files, longText, money, wizard } from 'stepway';
import { writeToOutbox } from './parts/outbox.ts';

export default wizard({
  id: 'expenses',
  title: 'Claim an expense',
  version: 1,
  // Each claim is a draft of its own.
  several: { name: '{expense.kind}, {expense.amount}' },
  start: {
    intro: ['Claim back what you paid for a journey or for materials. It takes about 3 minutes.'],
    needs: ['a photo or a PDF of each receipt'],
  },
})
  .step('expense', {
    title: 'What did you pay for?',
    fields: {
      kind: choice('Kind of expense', {
        journey: 'A journey',
        materials: 'Materials',
        other: 'Something else',
      }),
      paid: date('Date of payment', { notAfter: 'today' }),
      amount: money('Amount').max(5_000),
    },
  })
  .step('receipts', {
    title: 'Your receipts',
    fields: {
      receipts: files('Receipts', {
        types: ['application/pdf', 'image/*'],
        maxBytes: 5_000_000,
        hint: 'A photo will do. The date and the amount must be readable.',
      }).max(5),
      note: longText('Anything that is not on the receipts').max(300).optional(),
    },
  })
  .step('approval', {
    title: 'Who approved it?',
    when: (earlier) => earlier.expense.amount.gt(500),
    fields: {
      approval: file('Letter of approval', {
        types: ['application/pdf'],
        hint: 'As a PDF, signed by your manager',
      }),
    },
  })
  .complete({
    action: 'Send claim',
    confirmation: 'We have your claim',
    next: ['We look at it within 5 working days, and pay with your next salary.'],
    async run({ answers, reference, ...submission }) {
      const papers = [
        ...answers.receipts.receipts,
        ...(answers.approval === undefined ? [] : [answers.approval.approval]),
      ];
      // A real handler would hand each content on: await pipeline(paper.open(), createWriteStream(…)).
      const listed = papers.map(({ name, type, bytes, sha256 }) => ({ name, type, bytes, sha256 }));
      await writeToOutbox(submission, { reference, expense: answers.expense, papers: listed });
    },
  });
