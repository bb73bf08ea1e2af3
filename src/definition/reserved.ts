/** Ids that no first-level step or part may have: the wizard's own pages stand at these URLs. */
export const reservedIds: readonly string[] = ['check', 'done', 'start', 'end', 'saved', 'keep'];

/** Ids that no wizard may have: the ready-made server answers there itself. */
export const reservedWizardIds: readonly string[] = ['healthz', 'readyz'];
