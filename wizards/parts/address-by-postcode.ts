import { setTimeout as wait } from 'node:timers/promises';
import { address } from 'stepway';

/** Where somebody lives: one of the addresses of a postcode, or entered by hand. */
export const addressByPostcode = address({
  find: ({ postcode, signal }) => addressesAt(postcode, signal),
});

/** Stands for the look-up of your address service: every postcode with a digit has a street with 4 houses. */
async function addressesAt(postcode: string, signal: AbortSignal) {
  await wait(40, undefined, { signal });
  if (!/\d/.test(postcode)) return [];
  return [1, 2, 3, 4].map((number) => ({ line1: `${number} High Street`, town: 'Northtown', postcode }));
}
