import type { Log } from '../log.ts';

/**
 * A log that says a warning of a loading once, however often the wizards are loaded: nobody reads what comes at each save.
 *
 * @param isLoading whether it is a loading that warns; what a request is warned of is said each time
 */
export function warningOnce(log: Log, isLoading: () => boolean): Log {
  const said = new Set<string>();
  return {
    debug: (facts, message) => log.debug(facts, message),
    info: (facts, message) => log.info(facts, message),
    warn(facts, message) {
      const warning = `${message} ${JSON.stringify(facts)}`;
      if (isLoading() && said.has(warning)) return;
      said.add(warning);
      log.warn(facts, message);
    },
    error: (facts, message) => log.error(facts, message),
  };
}
