import { isDeepStrictEqual } from 'node:util';
import { allOf, andThen, orRejected, type Awaitable } from '../awaitable.ts';
import type { Known } from '../definition/condition/evaluate.ts';
import { throughList } from '../flow/position.ts';
import { checkList, type Wrong } from '../form/check-list.ts';
import { validate, validateAll, type Validated, type ValidatedRun } from '../form/validate.ts';
import type { ValidationContext } from '../form/validation-context.ts';
import { dayIn } from '../time-zone.ts';
import type { Settled, Undecided } from './decision.ts';
import type { JudgedAnswers } from './host-event.ts';
import { judgeAnswers } from './judge-answers.ts';
import type { Leaving, SiteAnswer } from './other-site.ts';
import type { Visit } from './visit.ts';

/** Judges what is undecided, once for the same question: within one event only the answers before it can change. */
export function judgeOnce(
  visit: Visit,
): <Came>(undecided: Undecided<Came>) => Awaitable<Settled<Came> | Undecided<Came>> {
  const once = rememberLast();
  return (undecided) => {
    switch (undecided.judge) {
      case 'step': {
        const { candidate, earlier } = undecided;
        const work = () => validate(undecided.place, candidate, contextOf(visit, earlier));
        return andThen(once('step', earlier, work), undecided.conclude);
      }
      case 'rows': {
        const { earlier } = undecided;
        const keys = undecided.rows.map(({ place }) => place.key);
        const work = () =>
          allOf(
            undecided.rows.map(({ place, candidate }) =>
              orRejected(() => validate(place, candidate, contextOf(visit, earlier))),
            ),
          );
        return andThen(
          once('rows', () => ({ keys, earlier: earlier() }), work),
          undecided.conclude,
        );
      }
      case 'list': {
        const { place, walk } = undecided;
        const work = () => checkList(place, walk, contextOf(visit, nothing));
        return andThen(
          once('list', () => throughList(walk, place), work),
          undecided.conclude,
        );
      }
      case 'answers': {
        const { state } = undecided;
        const work = () => judgeAnswers(visit, undecided, (earlier) => contextOf(visit, earlier));
        return andThen(
          once('answers', () => state, work),
          undecided.conclude,
        );
      }
      case 'site': {
        const { question, ask, conclude } = undecided;
        // What is asked is what is concluded from: see `Undecided`.
        return andThen(
          once('site', () => question, ask),
          (answer) => conclude(answer as never),
        );
      }
      case 'run': {
        const { walk, conclude } = undecided;
        const work = () => validateAll(walk, contextOf(visit, nothing));
        return andThen(
          once('run', () => ({ live: walk.live, items: walk.items }), work),
          (judged) =>
            judged.ok
              ? andThen(visit.context(), (context) => conclude(judged, context))
              : conclude(judged, undefined),
        );
      }
    }
  };
}

/** What is known before the first step. */
const nothing = (): Known => ({ live: {} });

function contextOf(visit: Visit, earlier: () => Known): ValidationContext {
  const { definition, now, timeZone, services, context, session } = visit;
  const moment = new Date(now());
  return {
    earlier,
    now: moment,
    today: dayIn(moment, timeZone),
    language: definition.language,
    services,
    context,
    signal: () => AbortSignal.timeout(session.remainingMs()),
  };
}

/** What each kind of judgement comes to. */
interface Judgements {
  readonly step: Validated;
  readonly rows: readonly Validated[];
  readonly list: Wrong | undefined;
  readonly answers: JudgedAnswers;
  readonly site: Leaving | SiteAnswer;
  readonly run: ValidatedRun;
}

interface Asked<Answer> {
  readonly question: () => object;
  readonly answer: Awaitable<Answer>;
}

type Remembered = { [Kind in keyof Judgements]?: Asked<Judgements[Kind]> };

/**
 * Does the work of a kind of judgement again when its question is another one. Nearly every request asks once: what a
 * question is made of is looked at when it is asked again.
 */
function rememberLast() {
  const last: Remembered = {};
  return <Kind extends keyof Judgements>(
    kind: Kind,
    question: () => object,
    work: () => Awaitable<Judgements[Kind]>,
  ): Awaitable<Judgements[Kind]> => {
    const known = last[kind];
    if (known !== undefined && isDeepStrictEqual(known.question(), question())) return known.answer;
    const asked: Asked<Judgements[Kind]> = { question, answer: work() };
    // The compiler does not follow a kind through its table.
    last[kind] = asked as Remembered[Kind];
    return asked.answer;
  };
}
