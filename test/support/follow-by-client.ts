import type { connect, Page, SentRow } from '../../src/client/index.ts';
import { contentOfSample } from '../../src/controls/sample-file.ts';
import type { Json } from '../../src/definition/answers.ts';
import { isFileRef, type FileRef } from '../../src/definition/file-ref.ts';
import { isRandomItem } from '../../src/engine/item-id.ts';
import type { WalkedPath } from '../../src/testing/index.ts';

type Any = Page<unknown>;
type Of<Kind extends Any['kind']> = Extract<Any, { kind: Kind }>;

/** What is done on the way. */
interface Following {
  readonly before: (page: Any) => Promise<void>;
  readonly contentOf: (file: FileRef) => Uint8Array;
}

/** More pages than this have no end. */
const mostPages = 500;

/**
 * Walks a path by the client, from the wizard's address to its receipt or exit page.
 *
 * @param before done on each page before it is gone on from
 * @param contentOf what is in a file of the path
 */
export async function follow(
  connection: ReturnType<typeof connect<unknown>>,
  path: WalkedPath,
  { before, contentOf = contentOfSample }: Partial<Following> = {},
): Promise<Of<'done'> | Of<'exit'>> {
  const items = itemNames();
  let page = await connection.open();
  for (let count = 0; count < mostPages; count += 1) {
    if (page.kind === 'done' || page.kind === 'exit') return page;
    await before?.(page);
    page = await next(page, path, { items, go: connection.go, contentOf });
  }
  throw new Error(`no end in ${mostPages} pages, the last one: ${JSON.stringify(page)}`);
}

type OnTheWay = Pick<Following, 'contentOf'> &
  Pick<ReturnType<typeof connect<unknown>>, 'go'> & { readonly items: ReturnType<typeof itemNames> };

async function next(page: Any, path: WalkedPath, on: OnTheWay): Promise<Any> {
  const { items, go } = on;
  switch (page.kind) {
    case 'start':
      return page.begin();
    case 'tasks': {
      const task = page.tasks.find(({ state, links }) => state !== 'completed' && links.open !== undefined);
      return task === undefined ? page.openCheck() : page.openTask(task.id);
    }
    case 'step': {
      if (page.issues.length > 0) break;
      const answers = path.answers[items.named(page.step.key)] ?? {};
      return page.send(await asOffered(page, answers, on));
    }
    case 'items': {
      const wanted = path.items?.[items.named(page.step.key)]?.length ?? 0;
      return page.items.length < wanted ? page.add() : page.finish();
    }
    case 'rows':
      return page.send(rowsOf(path, page));
    case 'external':
      return page.leave();
    case 'leaving':
      return go(page.location);
    case 'returned':
      return page.finish();
    case 'check':
      return page.submit();
  }
  throw new Error(`not a page to go on from: ${JSON.stringify(page)}`);
}

/** The rows of a path: those that the page shows, and new ones behind them. */
function rowsOf({ answers }: WalkedPath, { step, rows }: Of<'rows'>): readonly SentRow[] {
  const steps = Object.keys(answers).filter((key) => key.startsWith(`${step.key}/`));
  return steps.map((key, index) => ({
    id: rows[index]?.id,
    seen: rows[index]?.seen,
    values: answers[key] ?? {},
  }));
}

/** Answers with the ids of items as the page offers them, and files as they are uploaded. */
async function asOffered(
  page: Of<'step'>,
  answers: { readonly [field: string]: Json },
  { items, contentOf }: OnTheWay,
): Promise<{ readonly [field: string]: Json }> {
  const sent: { [field: string]: Json } = {};
  for (const [field, value] of Object.entries(answers)) {
    const offered = page.schema.properties[field]?.options?.map((option) => option.value) ?? [];
    const one = async (each: Json): Promise<Json> => {
      if (isFileRef(each)) return uploaded(page, field, { sample: each, contentOf });
      return offered.find((id) => items.nameOf(id) === each) ?? each;
    };
    sent[field] = Array.isArray(value) ? await inTurn(value as Json[], one) : await one(value);
  }
  return sent;
}

async function uploaded(
  page: Of<'step'>,
  field: string,
  { sample, contentOf }: { readonly sample: FileRef } & Pick<Following, 'contentOf'>,
): Promise<Json> {
  const content = new Uint8Array(contentOf(sample));
  const given = await page.upload(field, new File([content], sample.name, { type: sample.type }));
  if (!given.ok) throw new Error(`${field}: ${given.message}`);
  return given.file;
}

async function inTurn(values: readonly Json[], one: (value: Json) => Promise<Json>): Promise<Json[]> {
  const made: Json[] = [];
  for (const value of values) made.push(await one(value));
  return made;
}

/** Calls items `item1`, `item2`, … in the order in which they come up, as a walk does. */
function itemNames() {
  const seen = new Map<string, string[]>();
  return {
    named(key: string): string {
      const ids = key.split('/');
      return ids
        .map((id, depth) => {
          if (!isRandomItem(id)) return id;
          const group = ids.slice(0, depth).join('/');
          const known = seen.get(group) ?? [];
          if (!known.includes(id)) seen.set(group, [...known, id]);
          return `item${(seen.get(group) ?? []).indexOf(id) + 1}`;
        })
        .join('/');
    },
    nameOf(id: string): string {
      const known = [...seen.values()].find((each) => each.includes(id)) ?? [];
      return known.includes(id) ? `item${known.indexOf(id) + 1}` : id;
    },
  };
}
