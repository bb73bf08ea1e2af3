import { connect } from '../../src/client/index.ts';
import type { WalkedPath } from '../../src/testing/index.ts';
import { follow } from '../support/follow-by-client.ts';

/** A path to walk, with the content of its files by their ids: bytes as numbers. */
export interface PathInPage {
  readonly id: string;
  readonly path: WalkedPath;
  readonly contents: { readonly [id: string]: readonly number[] };
}

// What the test calls.
Object.assign(globalThis, {
  async follow(base: string, { id, path, contents }: PathInPage): Promise<string> {
    const contentOf = (file: { readonly id: string }) => Uint8Array.from(contents[file.id] ?? []);
    const end = await follow(connect<unknown>({ base, id }), path, { contentOf });
    return end.kind === 'exit' ? end.step.key : 'done';
  },
});
