/** One queue for each name: calls of one name run one after the other, of different names side by side. */
export type InTurn = <T>(name: string, call: () => Promise<T>) => Promise<T>;

/** Makes empty queues. */
export function makeQueues(): InTurn {
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
