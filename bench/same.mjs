import { answersOf, fieldsOf, shownSteps, wrongContact } from './form.mjs';
import { get, land, newVisitor, post } from './visitor.mjs';

/**
 * Compares what two servers say to the same visitor on every page of the form.
 *
 * @returns the lines to print about pages whose bytes or headers differ
 * @throws when a status, a redirect or a question differs: then they do not serve the same form
 */
export async function compareForms(one, other) {
  const [pages, others] = [await pagesOf(one), await pagesOf(other)];
  return pages.flatMap((page, index) => differencesOf(page, others[index]));
}

/** All that one visitor who takes the branch is answered, from the first page to the receipt. */
async function pagesOf({ url }) {
  const visitor = newVisitor(url);
  // The same for both, and one who takes the branch.
  visitor.answers = answersOf(0);
  const answers = [await get(visitor, '/permit/name')];
  const send = async (path, fields) => {
    const answer = await post(visitor, path, fields);
    answers.push(answer);
    if ((await land(visitor, answer)) !== answer) answers.push(visitor.page);
  };
  for (const step of shownSteps(visitor.answers)) {
    if (step.id === 'contact') await send('/permit/contact', wrongContact);
    await send(`/permit/${step.id}`, fieldsOf(step, visitor.answers));
  }
  answers.push(await get(visitor, '/permit/contact'), await get(visitor, '/permit/check'));
  await send('/permit/check', {});
  return answers;
}

function differencesOf(one, other) {
  const name = `${one.method} ${one.path} (${one.status})`;
  const [led, ledByHand] = [one, other].map(({ status, location }) =>
    `${status} ${location ?? ''}`.replaceAll(reference, ''),
  );
  if (led !== ledByHand) throw new Error(`${name} answers ${led}, by hand ${ledByHand}`);
  const [asked, askedByHand] = [questionsOf(one), questionsOf(other)];
  if (asked !== askedByHand) throw new Error(`${name} asks ${asked}; by hand ${askedByHand}`);
  const [bytes, bytesByHand] = [one, other].map(({ html }) => Buffer.byteLength(html));
  const line = firstDifference(one.html, other.html);
  return [
    ...(line === undefined ? [] : [`${name}: ${bytes} bytes, by hand ${bytesByHand}; first at ${line}`]),
    ...headerDifferences(one, other).map((header) => `${name}: not the same ${header} header`),
  ];
}

/** In an address or a page: four groups of four. */
const reference = /[A-Z0-9]{4}(?:-[A-Z0-9]{4}){3}/g;

/** The fields that a page asks for, with what they hold; those that the frameworks hide for themselves aside. */
function questionsOf({ html }) {
  const controls = html.matchAll(/<(?:input|select|textarea)\b[^>]*\bname="([A-Za-z]\w*)"[^>]*>/g);
  return Array.from(controls, ([, name]) => name).join(' ');
}

function headerDifferences({ headers: one }, { headers: other }) {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  // When a session begins, and with it its cookie, is each side's own affair.
  names.delete('set-cookie');
  // Express looks at `Accept` for the note with a redirect, which nobody reads.
  if (one.location !== undefined) names.delete('vary');
  return [...names].filter(
    (name) => name in one !== name in other || (steady(name) && one[name] !== other[name]),
  );
}

const changing = new Set(['date', 'location', 'content-length', 'content-security-policy', 'etag']);
const steady = (name) => !changing.has(name);

/** The first line in which two pages differ: ids, times and the names of assets aside. */
function firstDifference(one, other) {
  const linesOf = (page) =>
    page
      .replaceAll(/ name="(?:_csrf|_instance)"/g, ' name="_id"')
      .replaceAll(/(name="_\w+") value="[^"]*"/g, '$1')
      .replaceAll(/"\d{13}"/g, '"time"')
      .replaceAll(/<time [^>]*>[^<]*/g, '<time>')
      .replaceAll(/\.[0-9a-f]{12}\./g, '.')
      .replaceAll(reference, '')
      .split('\n')
      .filter((line) => line.trim() !== '');
  const [lines, others] = [linesOf(one), linesOf(other)];
  const at = lines.findIndex((line, index) => line !== others[index]);
  if (at >= 0) return `${lines[at]}  |  ${others[at]}`;
  return lines.length === others.length ? undefined : others[lines.length];
}
