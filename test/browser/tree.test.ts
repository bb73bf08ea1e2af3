import { expect } from '@jest/globals';
import { useBrowser, visitTest } from './browser.ts';
import { openCheck } from './ahead.ts';
import { displeased } from './journeys.ts';
import { states } from './states.ts';
import type { State } from './states/state.ts';
import type { Visit } from './visit.ts';

useBrowser();

const shortCheck: State = {
  name: 'check of feedback',
  reach: (visit) => openCheck(visit, 'feedback', displeased),
};

/** What a screen reader is told of one page of each kind; addresses, times and references are left out. */
const trees: Readonly<Record<string, string>> = {
  start: `
- main:
  - heading "Apply for a visa" [level=1]
  - paragraph: Use this service to apply for a visa to visit, work, study or join your family.
  - paragraph: It takes about 15 minutes. You can save your answers at any time and come back later, on any device.
  - heading "You will need" [level=2]
  - list:
    - listitem: your passport
    - listitem: the dates of your journey
    - listitem: your sponsor’s licence number, if you are coming to work
    - listitem: how much money you have for your stay
    - listitem: the birth and marriage certificates of those who come with you, if you are coming to work
  - list:
    - listitem:
      - link "Start now"
  - heading "How long we keep your answers" [level=2]
  - paragraph: We delete your answers if you do nothing for 30 minutes, and after 24 hours in any case.`,
  'step-radios': `
- main:
  - paragraph: Step 2·About your visit
  - group "Why are you coming? Main reason for your journey":
    - heading "Why are you coming?" [level=1]
    - text: Main reason for your journey
    - radio "To visit"
    - text: To visit A holiday, seeing friends, or a business trip of up to 180 days
    - radio "To work"
    - text: To work
    - radio "To study"
    - text: To study
    - radio "To join my family"
    - text: To join my family
  - button "Continue"
  - status
  - paragraph:
    - text: We keep your answers until
    - time: (time)
    - text: .
  - list:
    - listitem:
      - button "Save and come back later"
    - listitem:
      - link "Delete my answers"`,
  'error-date': `
- main:
  - alert:
    - heading "There is a problem" [level=2]
    - list:
      - listitem:
        - 'link "Arrival date must be a real date: February 2027 has 28 days"'
      - listitem:
        - link "Departure date must be after today"
  - paragraph: Step 3·About your visit
  - heading "When will you travel?" [level=1]
  - paragraph: Do not book your journey before you have your visa.
  - group "Arrival date":
    - text: Arrival date For example, 27 3 2027
    - paragraph: "Error: Arrival date must be a real date: February 2027 has 28 days"
    - text: Day
    - textbox "Day" [invalid]: "31"`,
  'check of feedback': `
- main:
  - heading "Check your answers" [level=1]
  - paragraph: Read your answers before you send them. You can change any of them.
  - heading "Did you find what you came for?" [level=2]
  - paragraph:
    - link "Change Did you find it?, How easy was it?"
  - term: Did you find it?
  - definition: "No"
  - term: How easy was it?
  - definition: Not provided
  - term: What were you looking for?
  - definition: a map
  - definition:
    - link "Change What were you looking for?"
  - term: Email address
  - definition: ann@example.com
  - definition:
    - link "Change Email address"
  - button "Send feedback"`,
  done: `
- main:
  - heading "Application sent" [level=1]
  - paragraph:
    - text: Your reference number
    - strong: (reference)
  - button "Copy number"
  - paragraph:
    - text: Sent on
    - time: (time)
  - heading "What happens next" [level=2]
  - list:
    - listitem: We have received your application. We usually decide within 15 working days.`,
  exit: `
- main:
  - heading "You do not need a visa" [level=1]
  - paragraph: Irish citizens can live, work and study here without a visa.
  - paragraph: Bring your passport or your passport card when you travel.
  - paragraph: If an answer is not right, go back and change it.
  - list:
    - listitem:
      - link "Change my last answer"`,
  conflict: `
- main:
  - paragraph: Your name and date of birth
  - heading "This answer was changed somewhere else" [level=1]
  - paragraph: You may have this form open in another tab or window. Choose which answer to keep.
  - heading "What you typed here" [level=2]
  - term: Full name
  - definition: Ana Maria Lima
  - term: Date of birth
  - definition: 31 December 1991
  - term: Will you be under 18 when you arrive?
  - definition: "Yes"
  - button "Keep mine"
  - heading "What we have now" [level=2]
  - term: Full name
  - definition: Ana Lima`,
  expired: `
- main:
  - heading "Your time ran out" [level=1]
  - paragraph: We did not hear from you for 30 minutes, or you reached the longest time that we keep answers. To keep them safe, we deleted the ones that you sent before.
  - paragraph:
    - text: That was on
    - time: (time)
    - text: .
  - paragraph: What you just typed is still here. It is not saved yet.
  - heading "What you typed" [level=2]
  - term: Full name
  - definition: Ana Lima`,
  unavailable: `
- main:
  - heading "Sorry, we could not save your answers just now" [level=1]
  - paragraph: It is not your fault. What you typed is still on this page, but it is not saved yet.
  - paragraph: Wait a moment and try again.
  - heading "What you typed" [level=2]
  - term: What were you looking for?
  - definition: A map of the building
  - button "Try again"`,
  delete: `
- main:
  - heading "Do you want to delete your answers?" [level=1]
  - paragraph: We will delete all that you have entered in “Tell us how it went”. You can undo this for ten minutes.
  - button "Yes, delete my answers"
  - list:
    - listitem:
      - link "No, go back to the form"`,
  warning: `
- dialog "Do you need more time?":
  - heading "Do you need more time?" [level=2]
  - paragraph: To keep your answers safe, we will delete them in 4 minutes unless you continue.
  - button "I need more time"`,
};

for (const [name, tree] of Object.entries(trees)) {
  const state = [shortCheck, ...states].find((each) => each.name === name);
  if (state === undefined) throw new Error(`no page state is called ${name}`);
  visitTest(
    `the accessibility tree of page state "${name}" begins as written here`,
    'with',
    async (visit) => {
      await state.reach(visit);
      const seen = await treeOf(visit, name === 'warning' ? '#stepway-warning' : 'main');
      expect(seen.slice(0, tree.length)).toBe(tree);
    },
    state.options,
  );
}

async function treeOf({ page }: Visit, selector: string): Promise<string> {
  const snapshot = await page.locator(selector).ariaSnapshot();
  return `\n${snapshot}`
    .replaceAll(/:?\n *- \/url: .*/g, '')
    .replaceAll('\u00a0', ' ')
    .replaceAll(/- time: .*/g, '- time: (time)')
    .replaceAll(/[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/g, '(reference)');
}
