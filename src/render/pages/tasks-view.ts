import { countOf, sectionsOf, type SectionOnPath } from '../../flow/sections.ts';
import type { Say } from '../../language/language.ts';
import { finish, tellingOn, type PageOf, type Showing } from './common-view.ts';
import { toldSectionTitle } from './told-places.ts';
import type { TaskView } from './view-parts.ts';
import type { TasksView } from './view.ts';

/** The list of tasks: how far each section is, and where it goes on. */
export function tasksView(page: PageOf<'tasks'>, showing: Showing): TasksView {
  const { definition, walk } = page;
  const { say, urls } = showing;
  const { id, title, start } = definition;
  const sections = sectionsOf(walk);
  return finish(page, showing, {
    heading: title,
    paragraphs: [countText(sections, say), ...(walk.complete ? [say('tasks.complete')] : [])],
    tasks: sections.map((section) => taskView(section, page, showing)),
    links: walk.complete ? [{ href: urls.check(id), text: say('check.heading'), button: 'primary' }] : [],
    back: start === false ? undefined : { href: urls.start(id), text: say('back') },
  });
}

/** How many sections are completed. */
export function countText(sections: readonly SectionOnPath[], say: Say): string {
  const { completed: n, of: total } = countOf(sections);
  return total === 1 ? say('tasks.count-one', { n }) : say('tasks.count', { n, total });
}

function taskView(
  { section, state, entry, waitsFor }: SectionOnPath,
  { definition, walk }: PageOf<'tasks'>,
  showing: Showing,
): TaskView {
  const { say, urls } = showing;
  const { id } = section;
  const telling = tellingOn(showing, walk);
  const sections = waitsFor.map((each) => toldSectionTitle(each, walk, telling)).join(', ');
  return {
    id,
    title: toldSectionTitle(section, walk, telling),
    state,
    stateText: say(`tasks.${state}`),
    href: entry === undefined ? undefined : urls.step(definition.id, entry.key),
    afterText: waitsFor.length === 0 ? undefined : say('tasks.after', { sections }),
  };
}
