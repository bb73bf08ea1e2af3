import { setTimeout as wait } from 'node:timers/promises';
import { address, type AddressTexts } from 'stepway';

/** An address: one of those of a postcode, or entered by hand. */
export const addressByPostcode = (texts: AddressTexts = {}) =>
  address({ find: ({ postcode, signal }) => addressesAt(postcode, signal), texts });

/** Stands for the look-up of your address service: every postcode with a digit has a street with 4 houses. */
async function addressesAt(postcode: string, signal: AbortSignal) {
  await wait(40, undefined, { signal });
  if (!/\d/.test(postcode)) return [];
  return [1, 2, 3, 4].map((number) => ({ line1: `${number} High Street`, town: 'Northtown', postcode }));
}
