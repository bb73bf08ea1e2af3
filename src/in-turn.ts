/** Runs a call when those before it of the same name have ended; calls of different names run side by side. */
export type InTurn = <T>(name: string, call: () => Promise<T>) => Promise<T>;

/** Queues by name, in this process; one that is empty is forgotten. */
export function queuesByName(): InTurn {
  const tails = new Map<string, Promise<unknown>>();
  return (name, call) => {
    const before = tails.get(name) ?? Promise.resolve();
    const mine = before.then(call, call);
    tails.set(name, mine);
    const leave = () => {
      if (tails.get(name) === mine) tails.delete(name);
    };
    mine.then(leave, leave);
    return mine;
  };
}
