import { z } from 'zod';

/** Texts, such as a hint. */
export const words = z.string('must be a text');

/** A count or a length. */
export const wholeAbove0 = z.int('must be a whole number').positive('must be above 0');

/** Of controls that write on one line: their width in characters. */
export const width = { width: wholeAbove0.optional() };
