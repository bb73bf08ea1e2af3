import { noteStray, watchStrays, type StrayOf } from '../completion/invoke.ts';
import { factsOf, messageOf, type Log } from '../log.ts';

const counted: { readonly [whose in StrayOf]: string } = {
  attempt: '; the attempt of its submission has failed',
  'ended-attempt': ' of a submission, whose attempt had ended already',
  nobody: '',
};

/**
 * Keeps the process of the ready-made server going when an author's code forgets an `await`: by default Node ends it,
 * and each server that takes the submission over. Logged are facts, as everywhere; the message is said at `debug`.
 *
 * @param onBroken called for an error that was thrown where nothing could catch it: what is in memory may be half done
 * @returns ends the watch
 */
export function survive(log: Log, onBroken: () => void): () => void {
  watchStrays();
  const onRejection = (thrown: unknown): void => {
    const whose = noteStray(thrown);
    log.error(
      factsOf(thrown),
      `a promise failed that nobody waited for${counted[whose]}: look for a missing await`,
    );
    log.debug({ message: messageOf(thrown) }, 'the message of the error');
  };
  const onException = (thrown: unknown): void => {
    const whose = noteStray(thrown);
    log.error(
      factsOf(thrown),
      `an error was thrown where nothing catches it, as in a timer or a listener${counted[whose]}: stopping`,
    );
    log.debug({ message: messageOf(thrown) }, 'the message of the error');
    onBroken();
  };
  process.on('unhandledRejection', onRejection).on('uncaughtException', onException);
  return () => {
    process.off('unhandledRejection', onRejection).off('uncaughtException', onException);
  };
}
