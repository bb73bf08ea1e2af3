import { text, wizard } from 'stepway';
import { serve } from './serve.mjs';

/** Steps of two text fields, all shown. */
function formOf(id, count) {
  const first = wizard({ id, title: `${count} steps`, version: 1, start: false });
  const numbers = Array.from({ length: count }, (_, index) => index);
  const chain = numbers.reduce(
    (soFar, index) =>
      soFar.step(`s${index}`, {
        title: `Step ${index}`,
        fields: { one: text('One').max(50), other: text('Other').max(50) },
      }),
    first,
  );
  return chain.complete({ action: 'Send', run() {} });
}

await serve([formOf('short', 5), formOf('long', 200)]);
