/** What the samples ask of other systems: made once, and handed to what names it with `.uses()`. */
export interface Services {
  readonly draw: {
    /** How many guests take part in the draw of this month. */
    entries(signal: AbortSignal): Promise<number>;
  };
}

/** Stands for yours, which would ask a database. */
export const services: Services = {
  draw: {
    entries: async (signal) => {
      signal.throwIfAborted();
      return 312;
    },
  },
};
