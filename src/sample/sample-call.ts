/** The function of the test kit that an author called, as its errors name it. */
export type SampleCall = 'walk' | 'coverage' | 'generateAnswers';

/** How the author's call is written with an option, for the fix. */
export function callWith(call: SampleCall, option: string): string {
  const before = call === 'generateAnswers' ? 'wizard, seed' : 'wizard';
  return `${call}(${before}, { ${option} })`;
}
