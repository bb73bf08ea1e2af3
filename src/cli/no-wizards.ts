/** What is said of a folder in which there is nothing to serve, and the way on. */
export function noWizards(folder: string): string {
  return `there are no wizards in ${folder}; npx stepway new wizard NAME makes one`;
}
