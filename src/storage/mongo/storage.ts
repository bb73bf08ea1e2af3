import type { Storage } from '../../completion/storage.ts';
import { WizardError } from '../../errors.ts';
import { refuseWrongOptions } from '../../options.ts';
import { mongoShape, type MongoOptions } from './options.ts';

/**
 * A backend in MongoDB, for any number of servers. Waits until the database answers and has its indexes.
 *
 * @throws WizardError CONFIG_INVALID when an option is wrong or the URL is none, STORE_UNREACHABLE when the packages `mongodb` and
 *   `connect-mongo` are not installed or the database does not answer in time; the message names the host and holds no
 *   credentials
 */
export async function mongoStorage(options: MongoOptions): Promise<Storage> {
  refuseWrongOptions('mongoStorage()', mongoShape, options);
  if (options.url === undefined && options.client === undefined)
    throw new WizardError('CONFIG_INVALID', 'mongoStorage() needs a "url", or a "client" of your own');
  const { openDatabase } = await import('./open.ts');
  return openDatabase(options);
}
