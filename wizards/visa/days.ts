const dayMs = 24 * 60 * 60 * 1000;

/** Days from one ISO date to another. */
export const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / dayMs;

/** Whether somebody is younger than 18 on a day; both are ISO dates. */
export function isUnder18(born: string, day: string): boolean {
  const eighteenth = new Date(born);
  eighteenth.setUTCFullYear(eighteenth.getUTCFullYear() + 18);
  return eighteenth.getTime() > Date.parse(day);
}
