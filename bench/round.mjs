import { doneWords, fieldsOf, sectionsOf, shownSteps, wrongContact, wrongContactWords } from './form.mjs';
import { eachOf, get, land, newVisitor, post, textOf } from './visitor.mjs';

/** What is measured, in the order of the table. */
export const kinds = ['journey', '422 page', 'page again', 'POST saved', 'finishing POST', 'receipt'];

/** Each visitor gets the page again, sends a wrong and a right answer so many times. */
const repeats = 4;

/**
 * New visitors go through the form in step with each other, so that all requests of a kind stand together. Every page
 * is looked at: when one is not what it should be, the whole run fails.
 *
 * @param count how many visitors; every second takes the branch
 * @returns microseconds of the server's CPU by kind; a journey is all from the first page to the receipt
 */
export async function playRound(server, count) {
  const visitors = Array.from({ length: count }, () => newVisitor(server.url));
  const microsOf = async (work, times = 1) => {
    const before = await server.ask('usage');
    for (let time = 0; time < times; time += 1) await eachOf(visitors, work);
    const after = await server.ask('usage');
    return (after.cpuMicros - before.cpuMicros) / count / times;
  };
  const toCheck = await microsOf(answerAll);
  const again = await microsOf(seeContactAgain, repeats);
  const refused = await microsOf(sendWrongContact, repeats);
  const saved = await microsOf(changePhone, repeats);
  await eachOf(visitors, seeCheck);
  const finish = await microsOf(sendAll);
  const receipt = await microsOf(seeReceipt);
  return {
    journey: toCheck + finish + receipt,
    '422 page': refused,
    'page again': again,
    'POST saved': saved,
    'finishing POST': finish,
    receipt,
  };
}

/** Answers the first steps, from the first page to the one after them. */
export async function answerSteps(visitor, count) {
  const { answers } = visitor;
  await get(visitor, '/permit/name');
  for (const step of shownSteps(answers).slice(0, count)) {
    must(visitor.page, 200, [`name="${step.fields[0]}"`]);
    const answer = await post(visitor, `/permit/${step.id}`, fieldsOf(step, answers));
    mustLead(answer);
    await land(visitor, answer);
  }
}

/** Answers every step, and looks whether the page that checks the answers shows all of them. */
export async function answerAll(visitor) {
  const { answers } = visitor;
  await answerSteps(visitor);
  must(
    visitor.page,
    200,
    sectionsOf(answers).flatMap(({ rows }) => rows.map(({ value }) => value)),
  );
}

async function seeContactAgain(visitor) {
  must(await get(visitor, '/permit/contact'), 200, [visitor.answers.email, visitor.answers.phone]);
}

async function sendWrongContact(visitor) {
  const page = await land(visitor, await post(visitor, '/permit/contact', wrongContact));
  // Some frameworks redirect to the page that shows the errors, some answer 200.
  must(page, page.status === 422 ? 422 : 200, wrongContactWords);
}

async function changePhone(visitor) {
  const { email, phone, applicantType } = visitor.answers;
  visitor.answers.phone = phone.startsWith('0') ? `1${phone.slice(1)}` : `0${phone.slice(1)}`;
  mustLead(await post(visitor, '/permit/contact', { email, phone: visitor.answers.phone, applicantType }));
}

async function seeCheck(visitor) {
  must(await get(visitor, '/permit/check'), 200, [visitor.answers.phone, visitor.answers.lastName]);
}

async function sendAll(visitor) {
  visitor.sent = await post(visitor, '/permit/check', {});
  mustLead(visitor.sent);
}

async function seeReceipt(visitor) {
  must(await land(visitor, visitor.sent), 200, [doneWords]);
}

/** What others answer with 302 is 303 by hand and with Stepway: same.mjs looks at that. */
const mustLead = (answer) => must(answer, answer.status === 302 ? 302 : 303);

function must(answer, status, words = []) {
  const text = textOf(answer);
  const missing = words.find((word) => !text.includes(word));
  if (answer.status === status && missing === undefined) return;
  const why = answer.status === status ? `does not say "${missing}"` : `should have been ${status}`;
  const start = answer.html.replaceAll(/\s+/g, ' ').slice(0, 400);
  throw new Error(`${answer.method} ${answer.path} answered ${answer.status} and ${why}: ${start}`);
}
