// @ts-check
import { plain } from './text.js';

/**
 * Reads a time of day as people type it: "9:30", "9.30am", "0930", "14h30", "9 pm", "noon". A lone number ("9") is not
 * guessed.
 *
 * @param {string} text
 * @returns {string | undefined} `HH:MM`, or undefined when the text cannot be read as a time
 */
export function readTime(text) {
  const typed = plain(text).toLowerCase();
  if (typed === 'noon' || typed === 'midday') return '12:00';
  if (typed === 'midnight') return '00:00';
  const match = /^(\d{1,2})(?:\s*[:.h]\s*(\d{2})|(\d{2}))?\s*([ap]\.?\s?m\.?)?$/.exec(typed);
  if (match === null) return undefined;
  const minutes = match[2] ?? match[3];
  const half = match[4]?.[0];
  if (minutes === undefined && half === undefined) return undefined;
  const hour = hourOfDay(Number(match[1]), half);
  if (hour === undefined || Number(minutes ?? 0) > 59) return undefined;
  return `${String(hour).padStart(2, '0')}:${minutes ?? '00'}`;
}

/**
 * @param {number} typed
 * @param {string | undefined} half `a` or `p`
 */
function hourOfDay(typed, half) {
  if (half === undefined) return typed <= 23 ? typed : undefined;
  if (half === 'p' && typed > 12 && typed <= 23) return typed;
  if (typed < 1 || typed > 12) return undefined;
  return (typed % 12) + (half === 'p' ? 12 : 0);
}
