import type { WizardDefinition } from '../../../definition/model.ts';
import { urlsAt, type Urls } from '../../pages/urls.ts';
import { bodyOf, handingOver, inPath, type Named } from './operations.ts';
import { insteadOfPage, insteadOfWrite, plain, toGet, toPost } from './responses.ts';
import { refTo, type Json } from './schemas.ts';
import { stepPaths } from './step-paths.ts';

type Paths = readonly (readonly [string, Json])[];

/** Every address of a wizard, with what can be asked there. */
export function wizardPaths(definition: WizardDefinition, base: string): Paths {
  const { id, title, order, completion, several } = definition;
  const urls = urlsAt(base, several && '{run}');
  const named: Named = (name, summary, responses) => ({
    operationId: `${id}.${name}`,
    summary: `${title}: ${summary}`,
    tags: [id],
    responses,
  });
  const page = (...kinds: Parameters<typeof toGet>[0][number]) =>
    toGet({ 200: [...kinds, ...insteadOfPage] });
  const parameters = [inPath('reference')];
  const paths: Paths = [
    [urls.wizard(id), { get: named('open', 'starts or resumes', page('start')) }],
    [
      urls.start(id),
      {
        get: named('start', 'the start page', page('start')),
        post: named('begin', 'leads to the first step; after a finished run, begins another', toPost({})),
      },
    ],
    ...(order === 'tasks'
      ? [[urls.tasks(id), { get: named('tasks', 'the list of tasks', page('tasks')) }] as const]
      : []),
    ...stepPaths(definition, urls, named),
    [
      urls.check(id),
      {
        get: named('check', 'every answer, before they are sent', page('check')),
        post: {
          ...named(
            'submit',
            'sends the answers',
            toPost({ 409: ['check', ...insteadOfWrite], 422: ['check'] }),
          ),
          requestBody: bodyOf(refTo('Stamp')),
        },
      },
    ],
    [
      urls.done(id, '{reference}'),
      {
        get: { ...named('done', 'the receipt', toGet({ 200: ['done'] })), parameters },
        ...handingOver(completion.receipt.handOvers, 'done', named, { parameters }),
      },
    ],
    ...savedPaths(definition, urls, named),
    [
      urls.keep(id),
      {
        post: named('keep', 'extends the session', {
          ...toPost({}),
          200: plain('Until when the answers are kept.', 'Kept'),
          410: plain('The answers are gone.', 'Kept'),
        }),
      },
    ],
    [
      urls.end(id),
      {
        get: named(
          'askToEnd',
          'asks before the answers are deleted; says that they are',
          page('delete', 'deleted'),
        ),
        post: named('end', 'deletes the answers', toPost({})),
      },
    ],
  ];
  if (several === undefined) return paths;
  const list = { get: named('runs', 'the runs of this visitor', toGet({ 200: ['runs'] })) };
  return [[urls.runs(id), list], ...paths.map(([path, item]) => [path, ofRun(item)] as const)];
}

/** An address of one run, of a wizard that a visitor can have several of. */
function ofRun(item: Json): Json {
  const { parameters } = item;
  return { ...item, parameters: [inPath('run'), ...(Array.isArray(parameters) ? parameters : [])] };
}

/** The addresses of saved runs: where a run is kept, and of a wizard that keeps them longer its links. */
function savedPaths({ id, keepFor }: WizardDefinition, urls: Urls, named: Named): Paths {
  const get = named('saved', 'where the saved run is', toGet({ 200: ['saved', ...insteadOfPage] }));
  if (keepFor === undefined) return [[urls.saved(id), { get }]];
  const parameters = [inPath('token')];
  const mail = { type: 'object', properties: { email: { type: 'string' } }, required: ['email'] };
  const mailed = toPost({ 422: ['saved-run'], 503: ['saved-run', 'unavailable'] });
  return [
    [urls.saved(id), { get, post: named('save', 'saves the run, to be opened by a link', toPost({})) }],
    [urls.here(id), { post: named('continue', 'takes back what was saved from this session', toPost({})) }],
    [urls.newLink(id), { post: named('newLink', 'makes another link', toPost({})) }],
    [
      urls.mail(id),
      { post: { ...named('mailLink', 'has the link sent', mailed), requestBody: bodyOf(mail) } },
    ],
    [
      urls.link(id, '{token}'),
      {
        get: {
          ...named(
            'link',
            'what the link opens',
            toGet({ 200: ['open-saved'], 409: ['open-saved'], 410: ['open-saved', 'expired'] }),
          ),
          parameters,
        },
        post: { ...named('openLink', 'moves the saved run to this session', toPost({})), parameters },
      },
    ],
  ];
}
