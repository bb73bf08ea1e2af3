import { control } from 'stepway';
import { z } from 'zod';

/** A rating in stars, stored as a whole number: `stars('How was it?', { most: 7 })`. */
export const stars = control({
  name: 'stars',
  like: 'integer',
  view: new URL('./view.ejs', import.meta.url),
  script: new URL('./page.js', import.meta.url),
  style: new URL('./style.css', import.meta.url),
  options: { most: z.int().min(2).max(10).default(5) },
  schema: ({ most }) => z.int().min(1).max(most),
  choices: ({ meta }) =>
    Array.from({ length: meta.most }, (_, index) => ({
      value: String(index + 1),
      label: index === 0 ? '1 star' : `${index + 1} stars`,
    })),
  lines: (answer, { meta }) => [`${answer} of ${meta.most} stars`],
});
