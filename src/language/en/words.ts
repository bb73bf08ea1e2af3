/**
 * Every text of the framework that a visitor reads, but for the messages of faulty answers (faults.ts): plain English,
 * reading age 9. `{name}` is a placeholder; a blank line separates two paragraphs. A deployment, a wizard or a step
 * replaces any of them by its key.
 */
export const words = {
  skip: 'Skip to main content',
  back: 'Back',
  continue: 'Continue',
  change: 'Change',
  optional: '{label} (optional)',
  or: 'or',
  yes: 'Yes',
  no: 'No',
  choose: 'Choose one',
  languages: 'Language',
  'new-tab': '(opens in a new tab)',
  'no-answer': 'No answer',
  'not-provided': 'Not provided',
  secret: 'Hidden',
  address: 'Address',
  day: 'Day',
  month: 'Month',
  year: 'Year',
  show: 'Show',
  hide: 'Hide',
  'show-password': 'Show password',
  'hide-password': 'Hide password',
  'password-shown': 'Your password is shown',
  'password-hidden': 'Your password is hidden',
  'count-limit': 'You can enter up to {n} characters',
  'count-left': 'You have {n} characters left',
  'count-left-one': 'You have 1 character left',
  'count-over': 'You have {n} characters too many',
  'count-over-one': 'You have 1 character too many',
  'count-words-limit': 'You can enter up to {n} words',
  'count-words-left': 'You have {n} words left',
  'count-words-left-one': 'You have 1 word left',
  'count-words-over': 'You have {n} words too many',
  'count-words-over-one': 'You have 1 word too many',

  'search.none': 'Nothing found',
  'search.results': '{n} found. {option}',
  'search.results-one': '1 found. {option}',
  'search.selected': '{option}, {n} of {total}, is highlighted',
  'search.help':
    'Type to search. When something is found, go through it with the arrow keys, and choose with Enter.',
  'search.find': 'Find',
  'search.searching': 'Searching…',
  'search.more': 'The first {n} are listed, type more to narrow it down. {option}',
  'search.failed': 'The search did not work just now. Try again',
  'search.chosen': 'Chosen',
  'search.found': '{n} found for “{query}”',
  'search.found-one': '1 found for “{query}”',
  'search.found-first': 'The first {n} for “{query}”. Type more of it to narrow it down',
  'search.found-none': 'Nothing found for “{query}”',
  'rating.of': '{n} of {most}',
  'date.choose': 'Choose from a calendar',
  'date.chosen': '{date} is entered',
  'range.from': 'First day',
  'range.to': 'Last day',
  'signature.name': 'Full name',
  'signature.drawing': 'Draw your signature (optional)',
  'signature.drawn': 'Your signature is drawn',
  'signature.clear': 'Clear the drawing',
  'signature.cleared': 'The drawing is cleared',
  'signature.is-drawn': 'Signature drawn',

  'file.limit': 'Up to {limit}',
  'file.limit-kinds': '{kinds}, up to {limit}',
  'file.most': 'At most {most} files',
  'file.choose': 'Choose a file',
  'file.replace': 'Choose another file',
  'file.add': 'Add a file',
  'file.remove': 'Remove',
  'file.removed': '{name} is removed',
  'file.uploading': 'Uploading {name}: {n}%',
  'file.checking': 'Checking {name}…',
  'file.uploaded': '{name} is uploaded',
  'file.stop': 'Stop',
  'file.stopped': 'The upload was stopped',
  'file.failed': '{name} could not be uploaded. Choose it again.',
  'file.too-big': 'The file must be {limit} or less',
  'file.wrong-kind': 'The file must be one of these kinds: {kinds}',

  'title-error': 'Error: {title}',
  problem: 'There is a problem',
  'error-prefix': 'Error:',
  'issue-of': '{label} – {message}',

  'step-of': 'Step {n} of {total}',
  'step-n': 'Step {n}',
  steps: 'Steps',
  'step-completed': 'Completed',
  'step-current': 'Current',
  'step-later': 'Not started',

  'asked-again':
    'You have answered this before. Something that your answer depends on has changed, so we ask you again.',

  kept: 'We keep your answers until {time}.',
  'kept-for': 'We delete your answers if you do nothing for {duration}, and after {most} in any case.',
  'kept-saved':
    'You can save your answers and come back on any device. Then we keep them for {duration}, and give you a link to them.',
  save: 'Save and come back later',
  'saved-at': 'Saved {time}',
  'saved-not': 'Not saved yet. Continue to save it.',
  delete: 'Delete my answers',

  'list.heading': 'Forms',
  'list.text': 'Choose a form to start, or to continue where you left off.',
  'list.open': 'In progress',
  'list.saved': 'Saved',
  'list.submitted': 'Sent',
  'list.none': 'There are no forms here yet.',

  'runs.text': 'You can have up to {n} here at a time, with those that you have sent.',
  'runs.full': 'You have {n} here, which is as many as you can have. Delete one to start another.',
  'runs.another': 'Start another',
  'runs.drafts': 'Drafts',
  'runs.sent': 'Sent',
  'runs.away': 'Saved for any device',
  'runs.draft': 'Draft of {date}',
  'runs.form': 'Form of {date}',
  'runs.saved': 'Saved draft',
  'runs.changed': 'Last changed {time}',
  'runs.complete': 'Ready to send',
  'runs.receipt': 'Receipt',
  'runs.open': 'Open',
  'runs.delete': 'Delete',
  'runs.delete-this': 'Delete this draft',
  'runs.all': 'All your drafts',
  'full.heading': 'You have as many drafts as you can have',
  'full.text-typed':
    'You can have up to {n} at a time, with those that you have sent. What you typed is still on this page, but it is not saved yet.\n\nDelete a draft in another tab, then continue here.',

  'start.needs': 'You will need',
  'start.time': 'How long we keep your answers',
  'start.button': 'Start now',
  'start.resume': 'Continue where you left off',
  'start.resume-text': 'You have answers that you have not sent yet.',
  'start.again': 'Delete them and start again',

  'check.heading': 'Check your answers',
  'check.text': 'Read your answers before you send them. You can change any of them.',
  'check.changed':
    'Your answers have changed since you opened this page, for example in another tab or window. Nothing is sent yet. Check them once more.',
  'check.none': 'There is nothing to check.',

  'tasks.count': 'You have completed {n} of {total} sections.',
  'tasks.count-one': 'You have completed {n} of 1 section.',
  'tasks.complete': 'Check your answers, then send them. You can still change any section.',
  'tasks.completed': 'Completed',
  'tasks.in-progress': 'In progress',
  'tasks.not-started': 'Not started',
  'tasks.cannot-start': 'Cannot start yet',
  'tasks.after': 'after: {sections}',

  'items.item': 'Number {n}',
  'items.none': 'You have not added any yet.',
  'items.one': 'You have added 1.',
  'items.several': 'You have added {n}.',
  'items.none-added': 'None',
  'items.no-options': 'There is nothing to choose from yet. Add to the list “{list}” first.',
  'items.incomplete': 'Not finished',
  'items.change': 'Change',
  'items.continue': 'Continue',
  'items.remove': 'Remove',
  'items.first': 'Do you want to add one?',
  'items.more': 'Do you want to add another?',
  'items.full': 'You have added as many as you can. Remove one if you want to add another.',
  'rows.row': 'Row',
  'rows.add': 'Add another row',
  'rows.remove': 'Remove',
  'rows.total': 'Total',
  'rows.issue': '{row}: {message}',
  'items.removed': 'You removed {item}.',
  'items.restore': 'Undo',
  'remove-item.heading': 'Do you want to remove {item}?',
  'remove-item.text': 'Everything that you entered about {item} goes with it.',
  'remove-item.button': 'Yes, remove',
  'remove-item.cancel': 'No, go back',

  'done.reference': 'Your reference number',
  'done.sent': 'Sent on {time}',
  'done.next': 'What happens next',
  'done.keep': 'Keep this number, or print this page. You can open it again from this address.',
  'done.print': 'Print this page',
  'done.copy': 'Copy number',
  'done.copied': 'Copied',
  'done.answers': 'The answers that you sent',
  'done.answers-until':
    'Only this browser shows them, until {time}. Print or save this page if you want to keep a copy.',
  'done.answers-here':
    'Only this browser shows them, for a short time. Print or save this page if you want to keep a copy.',
  'done.answers-elsewhere':
    'The answers themselves are shown only in the browser that sent them, and only for a short time.',
  'done.answers-erased': 'The answers that you sent have been erased.',
  'done.delete': 'Delete this copy of my answers',
  'done.copy-send': 'Send a copy to {address}',
  'done.copy-sent': 'We have sent a copy to {address}.',
  'done.copy-failed': 'We could not send a copy just now. Try again, or print this page.',
  'done.calendar': 'Add this to your calendar',
  'done.working': 'We have your answers',
  'done.working-text':
    'They are safe with us. We are still working on them.\n\nYou do not need to do anything. You can close this page.',
  'done.refresh': 'Check again',
  'done.failed': 'We have your answers, but something went wrong',
  'done.failed-text':
    'Your answers are safe with us. Our system could not finish its work on them.\n\nDo not send them again. If you contact us, tell us your reference number.',
  'done.rejected': 'We need you to change something',
  'done.rejected-text':
    'We could not accept your answers as they are. Go back to them to see what to change.',
  'done.rejected-link': 'Go back to your answers',
  'done.discarded': 'This form was closed',
  'done.discarded-text':
    'We did not continue with these answers. If you do not know why, contact us and tell us your reference number.',
  'done.other': 'See all forms',

  'in-progress.heading': 'You have started “{wizard}” already',
  'in-progress.text':
    'Your answers there stay as they are, and nothing was taken over.\n\nTo take your answers over, delete those first, and come back to this page.',
  'in-progress.link': 'Continue with the answers there',
  'in-progress.delete': 'Delete the answers there',

  'exit.text': 'If an answer is not right, go back and change it.',
  'exit.back': 'Change my last answer',

  'submitted.heading': 'You have already sent this form',
  'submitted.text': 'Your answers were sent once. You do not need to send them again.',
  'submitted.typed': 'What you just typed was not sent with them. Copy what you want to keep.',
  'submitted.link': 'See your receipt',
  'submitted.again': 'Start again with a new form',

  'expired.heading': 'Your time ran out',
  'expired.text':
    'We did not hear from you for {duration}, or you reached the longest time that we keep answers. To keep them safe, we deleted the ones that you sent before.',
  'expired.heading-run': 'This draft was deleted',
  'expired.text-run': 'It was deleted on another page. Your other drafts are safe.',
  'expired.button-run': 'Keep what I typed in a new draft',
  'expired.when': 'That was on {time}.',
  'expired.when-unknown': 'We can no longer tell when that was.',
  'expired.kept': 'What you just typed is still here. It is not saved yet.',
  'expired.button': 'Start again and keep what I typed',
  'expired.undo': 'Undo deleting, and keep what I typed',
  'expired.restart': 'Start again',
  typed: 'What you typed',

  'external.done': 'This is done. You do not need to do it again.',
  'external.again':
    'You have done this before. Something that it depends on has changed, so it has to be done again.',
  'external.unfinished': 'This is not done yet. You can try again.',
  'external.unknown':
    'We could not reach the other website, so we do not know if this is done. Wait a moment and try again. It will not be done twice.',
  'returned.heading': 'You are back',
  'returned.text': 'We are taking you on. If nothing happens, select Continue.',
  'late.heading': 'You came back to a form that we no longer have',
  'late.text':
    'You were away for longer than we keep answers, or the form was deleted or sent in the meantime.',
  'late.ask':
    'What you did on the other website is not lost. If you paid there, do not pay again: contact us and tell us this number: {attempt}',
  'late.button': 'Go to the form',

  'no-cookies.heading': 'Your browser keeps no cookies',
  'no-cookies.text':
    'We find your answers again by a cookie, which your browser did not keep. What you typed is still on this page, but it is not saved.\n\nAllow cookies for this website in the settings of your browser, then try again.',
  'no-cookies.text-link':
    'We give you your answers by a cookie, which your browser did not keep. They are safe, and your link still works.\n\nAllow cookies for this website in the settings of your browser, then try again.',

  'conflict.heading': 'This answer was changed somewhere else',
  'conflict.text': 'You may have this form open in another tab or window. Choose which answer to keep.',
  'conflict.mine': 'What you typed here',
  'conflict.stored': 'What we have now',
  'conflict.nothing': 'There is no answer now.',
  'conflict.keep-mine': 'Keep mine',
  'conflict.keep-stored': 'Keep the other',

  'unavailable.heading': 'Sorry, we could not save your answers just now',
  'unavailable.text':
    'It is not your fault. What you typed is still on this page, but it is not saved yet.\n\nWait a moment and try again.',
  'unavailable.heading-view': 'Sorry, this page does not work just now',
  'unavailable.text-view':
    'It is not your fault. The answers that you sent before are safe.\n\nWait a moment and try again.',
  'unavailable.heading-send': 'Sorry, we could not send your answers just now',
  'unavailable.text-send':
    'It is not your fault. Your answers are safe.\n\nWait a moment and try again. Your form can only be sent once, so it is safe to press the button again.',
  'held.files': 'The file that you chose did not come through. Choose it again on its page afterwards.',
  'log-in.heading': 'Log in again to go on',
  'log-in.text':
    'You are no longer logged in. What you typed is still on this page, but it is not saved yet.\n\nLog in in a new tab, then come back to this page and try again.',
  'log-in.link': 'Log in',
  'too-many.heading': 'Please wait a minute',
  'too-many.text':
    'A lot of answers came from your network in a short time. What you typed is still on this page, but it is not saved yet.\n\nWait a minute and try again.',
  'too-many.text-view':
    'A lot of requests came from your network in a short time.\n\nWait a minute and try again.',
  'too-many.text-send':
    'A lot of forms came from your network in a short time. Your answers are safe, but they are not sent yet.\n\nWait a minute and try again.',
  retry: 'Try again',

  'delete.heading': 'Do you want to delete your answers?',
  'delete.text': 'We will delete all that you have entered in “{wizard}”. You can undo this for ten minutes.',
  'delete.heading-sent': 'Do you want to delete this copy of your answers?',
  'delete.text-sent':
    'What you sent under {reference} stays with us. Deleting does not take it back: ask us, and give the reference, if you want it deleted too.\n\nWe will delete the copy of your answers that is kept for this browser. You can undo this for ten minutes.',
  'delete.heading-run': 'Do you want to delete this draft?',
  'delete.text-run':
    'We will delete “{run}” with all that you have entered in it. Your other drafts stay. You can undo this for ten minutes.',
  'delete.button-run': 'Yes, delete this draft',
  'delete.button-sent': 'Yes, delete this copy',
  'delete.button': 'Yes, delete my answers',
  'delete.cancel': 'No, go back to the form',
  'deleted.heading': 'Your answers are deleted',
  'deleted.text': 'We no longer have the answers that you entered in “{wizard}”.',
  'deleted.heading-run': 'Your draft is deleted',
  'deleted.text-run': 'We no longer have the answers that you entered in it. Your other drafts stay.',
  'deleted.undo-text-run':
    'Your other drafts stay. You can undo this until {time}. After that nobody can bring back what you entered in it.',
  'deleted.heading-sent': 'This copy of your answers is deleted',
  'deleted.text-sent':
    'What you sent in “{wizard}” stays with us. We no longer keep a copy of it for this browser.',
  'deleted.undo-text':
    'You can undo this until {time}. After that nobody can bring back what you entered in “{wizard}”.',
  'deleted.undo-text-sent':
    'What you sent in “{wizard}” stays with us. You can undo this until {time}. After that nobody can bring back the copy for this browser.',
  'deleted.undo': 'Undo',
  'deleted.erase': 'Delete for good now',
  'deleted.link': 'Start again',

  'saved.heading': 'Your answers are saved',
  'saved.text':
    'To continue, open this page again in this browser, on this device, before {time}. After that we delete your answers.',
  'saved.heading-none': 'There is nothing to save yet',
  'saved.text-none': 'You have not sent any answers yet, so there is nothing to come back to.',
  'saved.link': 'Continue with the form',
  'saved.heading-offer': 'Save and come back later',
  'saved.text-offer':
    'For now, your answers are in this browser only, until {time}.\n\nSave them, and we keep them for {duration}. You get a link that opens them on any device.',
  'saved.button': 'Save and get a link',

  'saved-run.heading': 'Your answers are saved',
  'saved-run.text': 'We keep your answers until {time}. After that we delete them.',
  'saved-run.text-link':
    'To continue, open this link on any device. Keep it to yourself: anyone who has it can open your answers.',
  'saved-run.text-no-link':
    'You can continue here. For another device, open your link there. If you do not have it any more, make a new one: the one before stops working then.',
  'saved-run.text-typed':
    'You saved this form somewhere else, for example in another tab. What you just typed is still here, but it is not saved yet.',
  'saved-run.text-here':
    'When you continue in this browser, your link stops working. From then on we delete your answers if you do nothing for {duration}. Save them again before you stop, and you get a new link.',
  'saved-run.link': 'Your link',
  'saved-run.copy': 'Copy link',
  'saved-run.qr': 'Your link as a QR code, which another device can scan',
  'saved-run.reference': 'If you lose the link, contact us and tell us this number: {reference}',
  'saved-run.new-link': 'Make a new link',
  'saved-run.here': 'Continue in this browser',
  'saved-run.here-typed': 'Continue here and keep what I typed',
  'saved-run.mail': 'Email address to send the link to',
  'saved-run.mail-button': 'Send the link',
  'saved-run.mail-sent': 'We have sent you the link.',
  'saved-run.mail-wrong': 'Enter an email address, like name@example.com',
  'saved-run.mail-failed': 'We could not send the link just now. Try again, or copy it.',

  'moved.heading': 'Your answers are on another device',
  'moved.text':
    'They moved there on {time}, when your link was opened.\n\nContinue on that device. To bring them back here, save them there and open the new link here. If they were not saved again, we delete them when nothing was done there for {duration}.',
  'moved.heading-gone': 'Your answers are not here any more',
  'moved.text-gone': 'You saved them, and they have been deleted since.',
  'moved.typed': 'What you just typed is not saved. Copy what you want to keep.',
  'moved.again': 'Start again with a new form',

  'open-saved.heading': 'Continue with your answers',
  'open-saved.text':
    'You saved your answers in “{wizard}”. We keep them until {time}.\n\nWhen you continue here, they move to this device, and this link stops working. From then on we delete them if you do nothing for {duration}. Save them again before you stop, and you get a new link.',
  'open-saved.button': 'Continue here',
  'open-saved.heading-here': 'You have other answers in this form here',
  'open-saved.text-here':
    'You have started “{wizard}” in this browser, and it can only hold one. Save or delete the answers that are here, then open your link again.',
  'open-saved.heading-used': 'This link was used already',
  'open-saved.text-used':
    'Your answers moved to the device that opened it, on {time}. Continue there.\n\nIf you saved them again on that device, open the newest link. If not, we delete them when nothing was done there for {duration}.',
  'open-saved.heading-unknown': 'This link does not work',
  'open-saved.text-unknown':
    'Check that you have all of it. If you saved again since then, open the newest link.\n\nWe delete saved answers when their time is over.',

  'unreadable.heading': 'Sorry, we could not read your answers',
  'unreadable.text':
    'Something went wrong with the answers that you sent before. You have to start again.\n\nWe have made a note of it.',
  'not-found.heading': 'Page not found',
  'not-found.text':
    'If you typed the address, check that it is right.\n\nIf you pasted it, check that you copied all of it.',
  'too-large.heading': 'What you sent is too long',
  'too-large.text': 'We could not take all of it in. Make your answers shorter and try again.',
  'too-large.text-files':
    'We could not take it in, and nothing of that page is saved. Your browser may still have what you typed there: go back, and choose a smaller file.',
  'too-large.limit': '“{label}” takes files of {limit} or less.',
  'bad-request.heading': 'Sorry, we could not understand what was sent',
  'bad-request.text': 'Open the form and try again.',
  'refused.heading': 'This was sent from another website',
  'refused.text':
    'To keep your answers safe, we only take answers from our own pages. Open the form here and try again.',
  'error.heading': 'Sorry, something went wrong',
  'error.text':
    'It is not your fault. The answers that you sent before are safe.\n\nWait a moment and try again.',
  'hosts.heading': 'Sorry, this form is not working',
  'hosts.text':
    'It is not your fault. The people who run this website have to fix it.\n\nCome back another time, or tell them about it.',
  'hosts.text-typed':
    'It is not your fault. The people who run this website have to fix it.\n\nWhat you typed is still on this page, but it is not saved. Copy what you want to keep, then come back another time, or tell them about it.',
  home: 'See all forms',
  'to-form': 'Go to the form',

  sending: 'Sending…',
  fixed: 'Fixed',
  lost: 'We could not reach the server. What you typed is still here, but it is not saved yet.',
  'lost-too-large':
    'What you sent is too long, so we could not take it in. It is still here. Make your answers shorter and try again.',
  'lost-busy': 'Something went wrong at our end. What you typed is still here, but it is not saved yet.',
  'warn.heading': 'Do you need more time?',
  'warn.text': 'To keep your answers safe, we will delete them in {time} unless you continue.',
  'warn.text-last':
    'We will delete your answers in {time}. This time cannot be made longer, so send them before then.',
  'warn.button': 'I need more time',
  'warn.ok': 'Close',
  'warn.minutes': '{n}\u00a0minutes',
  'warn.minute': '1 minute',
  'warn.seconds': '{n}\u00a0seconds',
  'warn.extended': 'You have more time.',
  'warn.over':
    'Your time ran out. We deleted the answers that you sent before. What you typed here is still on this page.',
  'warn.over-kept': 'We deleted your earlier answers at {time}. What is on this page is not saved.',
} as const satisfies Record<string, string>;

/** A key of the words. */
export type WordKey = keyof typeof words;
