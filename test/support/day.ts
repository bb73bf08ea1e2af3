/** A day as a date field holds it, `2027-03-28`, so many days from now; before today when there are less than none. */
export const dayFromNow = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
