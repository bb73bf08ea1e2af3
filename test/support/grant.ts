import { text, wizard, yesNo } from '../../src/index.ts';

/** A list of tasks in small: the third one waits for the second and applies to some; the first can end the journey. */
export const tasks = wizard({
  id: 'grant',
  title: 'Apply for a grant',
  version: 1,
  order: 'tasks',
  stepList: true,
  start: { intro: 'We give grants to groups.' },
})
  .section('group', { title: 'About your group' }, (section) =>
    section
      .step('name', {
        title: 'Its name',
        fields: { name: text('Name'), sells: yesNo('Does it sell things?') },
      })
      .exit('no-shops', { title: 'No grants for shops', when: (e) => e.name.sells.is(true) })
      .step('place', { title: 'Its place', fields: { town: text('Town') } }),
  )
  .section('project', { title: 'Your project' }, (section) =>
    section.step('idea', { title: 'The idea', fields: { together: yesNo('Together?') } }),
  )
  .section('partner', { title: 'The other group', when: (e) => e.idea.together.is(true) }, (section) =>
    section.step('other', { title: 'Its name', fields: { other: text('Name of the other group') } }),
  )
  .complete({ action: 'Send' });
