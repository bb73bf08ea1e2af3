import type { WordKey } from '../en/words.ts';

/** The words of the framework in German: plain, and with "Sie". See those in English for what each is. */
export const words = {
  skip: 'Zum Inhalt springen',
  back: 'Zurück',
  continue: 'Weiter',
  change: 'Ändern',
  optional: '{label} (freiwillig)',
  or: 'oder',
  yes: 'Ja',
  no: 'Nein',
  choose: 'Bitte wählen',
  languages: 'Sprache',
  'new-tab': '(öffnet einen neuen Tab)',
  'no-answer': 'Keine Angabe',
  'not-provided': 'Nicht angegeben',
  secret: 'Verborgen',
  address: 'Adresse',
  day: 'Tag',
  month: 'Monat',
  year: 'Jahr',
  show: 'Anzeigen',
  hide: 'Verbergen',
  'show-password': 'Passwort anzeigen',
  'hide-password': 'Passwort verbergen',
  'password-shown': 'Ihr Passwort ist zu sehen',
  'password-hidden': 'Ihr Passwort ist verborgen',
  'count-limit': 'Sie können bis zu {n} Zeichen eingeben',
  'count-left': 'Noch {n} Zeichen übrig',
  'count-left-one': 'Noch 1 Zeichen übrig',
  'count-over': '{n} Zeichen zu viel',
  'count-over-one': '1 Zeichen zu viel',
  'count-words-limit': 'Sie können bis zu {n} Wörter eingeben',
  'count-words-left': 'Noch {n} Wörter übrig',
  'count-words-left-one': 'Noch 1 Wort übrig',
  'count-words-over': '{n} Wörter zu viel',
  'count-words-over-one': '1 Wort zu viel',

  'search.none': 'Nichts gefunden',
  'search.results': '{n} gefunden. {option}',
  'search.results-one': '1 gefunden. {option}',
  'search.selected': '{option}, {n} von {total}, ist markiert',
  'search.help':
    'Tippen Sie, um zu suchen. Wenn etwas gefunden ist, gehen Sie mit den Pfeiltasten durch die Liste und wählen mit der Eingabetaste.',
  'search.find': 'Suchen',
  'search.searching': 'Suche läuft …',
  'search.more': 'Die ersten {n} sind aufgeführt. Tippen Sie mehr, um die Auswahl einzugrenzen. {option}',
  'search.failed': 'Die Suche hat gerade nicht funktioniert. Versuchen Sie es noch einmal',
  'search.chosen': 'Gewählt',
  'search.found': '{n} gefunden für „{query}“',
  'search.found-one': '1 gefunden für „{query}“',
  'search.found-first': 'Die ersten {n} für „{query}“. Tippen Sie mehr, um die Auswahl einzugrenzen',
  'search.found-none': 'Nichts gefunden für „{query}“',
  'rating.of': '{n} von {most}',
  'date.choose': 'Im Kalender wählen',
  'date.chosen': '{date} ist eingetragen',
  'range.from': 'Erster Tag',
  'range.to': 'Letzter Tag',
  'signature.name': 'Vor- und Nachname',
  'signature.drawing': 'Unterschrift zeichnen (freiwillig)',
  'signature.drawn': 'Ihre Unterschrift ist gezeichnet',
  'signature.clear': 'Zeichnung löschen',
  'signature.cleared': 'Die Zeichnung ist gelöscht',
  'signature.is-drawn': 'Unterschrift gezeichnet',

  'file.limit': 'Bis zu {limit}',
  'file.limit-kinds': '{kinds}, bis zu {limit}',
  'file.most': 'Höchstens {most} Dateien',
  'file.choose': 'Datei auswählen',
  'file.replace': 'Andere Datei auswählen',
  'file.add': 'Datei hinzufügen',
  'file.remove': 'Entfernen',
  'file.removed': '{name} ist entfernt',
  'file.uploading': '{name} wird hochgeladen: {n} %',
  'file.checking': '{name} wird geprüft …',
  'file.uploaded': '{name} ist hochgeladen',
  'file.stop': 'Anhalten',
  'file.stopped': 'Das Hochladen wurde angehalten',
  'file.failed': '{name} konnte nicht hochgeladen werden. Wählen Sie die Datei noch einmal aus.',
  'file.too-big': 'Die Datei darf höchstens {limit} groß sein',
  'file.wrong-kind': 'Die Datei muss von einer dieser Arten sein: {kinds}',

  'title-error': 'Fehler: {title}',
  problem: 'Bitte prüfen Sie Ihre Angaben',
  'error-prefix': 'Fehler:',
  'issue-of': '{label} – {message}',

  'step-of': 'Schritt {n} von {total}',
  'step-n': 'Schritt {n}',
  steps: 'Schritte',
  'step-completed': 'Erledigt',
  'step-current': 'Aktuell',
  'step-later': 'Noch nicht begonnen',

  'asked-again':
    'Sie haben hierauf schon geantwortet. Etwas, wovon Ihre Antwort abhängt, hat sich geändert. Deshalb fragen wir noch einmal.',

  kept: 'Wir bewahren Ihre Angaben bis {time} auf.',
  'kept-for': 'Wir löschen Ihre Angaben, wenn Sie {duration} lang nichts tun, und in jedem Fall nach {most}.',
  'kept-saved':
    'Sie können Ihre Angaben speichern und auf einem beliebigen Gerät weitermachen. Dann bewahren wir sie {duration} lang auf und geben Ihnen einen Link dazu.',
  save: 'Speichern und später weitermachen',
  'saved-at': 'Gespeichert um {time}',
  'saved-not': 'Noch nicht gespeichert. Beim Fortfahren wird es gespeichert.',
  delete: 'Meine Angaben löschen',

  'list.heading': 'Formulare',
  'list.text':
    'Wählen Sie ein Formular aus, um zu beginnen oder dort weiterzumachen, wo Sie aufgehört haben.',
  'list.open': 'In Arbeit',
  'list.saved': 'Gespeichert',
  'list.submitted': 'Gesendet',
  'list.none': 'Hier gibt es noch keine Formulare.',

  'runs.text': 'Sie können bis zu {n} gleichzeitig haben, die gesendeten mitgezählt.',
  'runs.full': 'Sie haben {n}, mehr sind nicht möglich. Löschen Sie eines, um ein neues zu beginnen.',
  'runs.another': 'Ein weiteres beginnen',
  'runs.drafts': 'Entwürfe',
  'runs.sent': 'Gesendet',
  'runs.away': 'Für jedes Gerät gespeichert',
  'runs.draft': 'Entwurf vom {date}',
  'runs.form': 'Formular vom {date}',
  'runs.saved': 'Gespeicherter Entwurf',
  'runs.changed': 'Zuletzt geändert: {time}',
  'runs.complete': 'Kann gesendet werden',
  'runs.receipt': 'Quittung',
  'runs.open': 'Öffnen',
  'runs.delete': 'Löschen',
  'runs.delete-this': 'Diesen Entwurf löschen',
  'runs.all': 'Alle Ihre Entwürfe',
  'full.heading': 'Sie haben schon so viele Entwürfe wie möglich',
  'full.text-typed':
    'Sie können bis zu {n} gleichzeitig haben, die gesendeten mitgezählt. Was Sie eingegeben haben, steht noch auf dieser Seite, ist aber noch nicht gespeichert.\n\nLöschen Sie in einem anderen Tab einen Entwurf, und machen Sie dann hier weiter.',

  'start.needs': 'Das brauchen Sie',
  'start.time': 'Wie lange wir Ihre Angaben aufbewahren',
  'start.button': 'Jetzt beginnen',
  'start.resume': 'Weitermachen, wo Sie aufgehört haben',
  'start.resume-text': 'Es gibt Angaben von Ihnen, die Sie noch nicht gesendet haben.',
  'start.again': 'Löschen und neu beginnen',

  'check.heading': 'Prüfen Sie Ihre Angaben',
  'check.text': 'Lesen Sie Ihre Angaben, bevor Sie sie senden. Sie können jede davon ändern.',
  'check.changed':
    'Ihre Angaben haben sich geändert, seit Sie diese Seite geöffnet haben, etwa in einem anderen Tab oder Fenster. Es ist noch nichts gesendet. Prüfen Sie sie noch einmal.',
  'check.none': 'Es gibt nichts zu prüfen.',

  'tasks.count': 'Sie haben {n} von {total} Abschnitten erledigt.',
  'tasks.count-one': 'Sie haben {n} von 1 Abschnitt erledigt.',
  'tasks.complete':
    'Prüfen Sie Ihre Angaben, und senden Sie sie dann. Sie können jeden Abschnitt noch ändern.',
  'tasks.completed': 'Erledigt',
  'tasks.in-progress': 'In Arbeit',
  'tasks.not-started': 'Noch nicht begonnen',
  'tasks.cannot-start': 'Noch nicht möglich',
  'tasks.after': 'nach: {sections}',

  'items.item': 'Nummer {n}',
  'items.none': 'Sie haben noch nichts hinzugefügt.',
  'items.one': 'Sie haben 1 hinzugefügt.',
  'items.several': 'Sie haben {n} hinzugefügt.',
  'items.none-added': 'Keine',
  'items.no-options': 'Es gibt noch nichts zur Auswahl. Ergänzen Sie zuerst die Liste „{list}“.',
  'items.incomplete': 'Nicht fertig',
  'items.change': 'Ändern',
  'items.continue': 'Weitermachen',
  'items.remove': 'Entfernen',
  'items.first': 'Möchten Sie etwas hinzufügen?',
  'items.more': 'Möchten Sie noch etwas hinzufügen?',
  'items.full':
    'Sie haben so viele hinzugefügt wie möglich. Entfernen Sie etwas, wenn Sie etwas anderes hinzufügen möchten.',
  'rows.row': 'Zeile',
  'rows.add': 'Zeile hinzufügen',
  'rows.remove': 'Entfernen',
  'rows.total': 'Summe',
  'rows.issue': '{row}: {message}',
  'items.removed': 'Sie haben {item} entfernt.',
  'items.restore': 'Rückgängig machen',
  'remove-item.heading': 'Möchten Sie {item} entfernen?',
  'remove-item.text': 'Alles, was Sie zu {item} eingegeben haben, wird mit entfernt.',
  'remove-item.button': 'Ja, entfernen',
  'remove-item.cancel': 'Nein, zurück',

  'done.reference': 'Ihre Vorgangsnummer',
  'done.sent': 'Gesendet am {time}',
  'done.next': 'Wie es weitergeht',
  'done.keep':
    'Bewahren Sie diese Nummer auf, oder drucken Sie diese Seite. Unter dieser Adresse können Sie sie wieder öffnen.',
  'done.print': 'Diese Seite drucken',
  'done.copy': 'Nummer kopieren',
  'done.copied': 'Kopiert',
  'done.answers': 'Ihre gesendeten Angaben',
  'done.answers-until':
    'Nur dieser Browser zeigt sie, bis {time}. Drucken oder speichern Sie diese Seite, wenn Sie eine Kopie behalten möchten.',
  'done.answers-here':
    'Nur dieser Browser zeigt sie, für kurze Zeit. Drucken oder speichern Sie diese Seite, wenn Sie eine Kopie behalten möchten.',
  'done.answers-elsewhere':
    'Die Angaben selbst zeigt nur der Browser, der sie gesendet hat, und nur für kurze Zeit.',
  'done.answers-erased': 'Die gesendeten Angaben wurden gelöscht.',
  'done.delete': 'Diese Kopie meiner Angaben löschen',
  'done.copy-send': 'Eine Kopie an {address} senden',
  'done.copy-sent': 'Wir haben eine Kopie an {address} gesendet.',
  'done.copy-failed':
    'Wir konnten gerade keine Kopie senden. Versuchen Sie es noch einmal, oder drucken Sie diese Seite.',
  'done.calendar': 'In den Kalender eintragen',
  'done.working': 'Wir haben Ihre Angaben',
  'done.working-text':
    'Ihre Angaben sind bei uns sicher. Wir bearbeiten sie gerade.\n\nSie müssen nichts tun. Sie können diese Seite schließen.',
  'done.refresh': 'Noch einmal nachsehen',
  'done.failed': 'Wir haben Ihre Angaben, aber etwas ist schiefgegangen',
  'done.failed-text':
    'Ihre Angaben sind bei uns sicher. Unser System konnte sie nicht fertig bearbeiten.\n\nSenden Sie sie nicht noch einmal. Wenn Sie sich bei uns melden, nennen Sie Ihre Vorgangsnummer.',
  'done.rejected': 'Bitte ändern Sie etwas',
  'done.rejected-text':
    'So konnten wir Ihre Angaben nicht annehmen. Gehen Sie zu ihnen zurück, um zu sehen, was zu ändern ist.',
  'done.rejected-link': 'Zurück zu Ihren Angaben',
  'done.discarded': 'Dieses Formular wurde geschlossen',
  'done.discarded-text':
    'Wir haben diese Angaben nicht weiter bearbeitet. Wenn Sie nicht wissen, warum, melden Sie sich bei uns und nennen Sie Ihre Vorgangsnummer.',
  'done.other': 'Alle Formulare ansehen',

  'in-progress.heading': 'Sie haben „{wizard}“ schon begonnen',
  'in-progress.text':
    'Ihre Angaben dort bleiben, wie sie sind, und es wurde nichts übernommen.\n\nUm Ihre Angaben zu übernehmen, löschen Sie zuerst die dortigen, und kommen Sie dann auf diese Seite zurück.',
  'in-progress.link': 'Mit den dortigen Angaben weitermachen',
  'in-progress.delete': 'Die dortigen Angaben löschen',

  'exit.text': 'Wenn eine Angabe nicht stimmt, gehen Sie zurück und ändern Sie sie.',
  'exit.back': 'Meine letzte Angabe ändern',

  'submitted.heading': 'Sie haben dieses Formular schon gesendet',
  'submitted.text': 'Ihre Angaben wurden gesendet. Sie müssen sie nicht noch einmal senden.',
  'submitted.typed':
    'Was Sie gerade eingegeben haben, wurde nicht mitgesendet. Kopieren Sie, was Sie behalten möchten.',
  'submitted.link': 'Quittung ansehen',
  'submitted.again': 'Mit einem neuen Formular beginnen',

  'expired.heading': 'Ihre Zeit ist abgelaufen',
  'expired.text':
    'Wir haben {duration} lang nichts von Ihnen gehört, oder die längste Zeit, für die wir Angaben aufbewahren, war um. Zu Ihrer Sicherheit haben wir gelöscht, was Sie vorher gesendet hatten.',
  'expired.heading-run': 'Dieser Entwurf wurde gelöscht',
  'expired.text-run': 'Er wurde auf einer anderen Seite gelöscht. Ihre anderen Entwürfe sind sicher.',
  'expired.button-run': 'Meine Eingaben in einem neuen Entwurf behalten',
  'expired.when': 'Das war am {time}.',
  'expired.when-unknown': 'Wir können nicht mehr sagen, wann das war.',
  'expired.kept': 'Was Sie gerade eingegeben haben, ist noch da. Es ist noch nicht gespeichert.',
  'expired.button': 'Neu beginnen und meine Eingaben behalten',
  'expired.undo': 'Löschen rückgängig machen und meine Eingaben behalten',
  'expired.restart': 'Neu beginnen',
  typed: 'Ihre Eingaben',

  'external.done': 'Das ist erledigt. Sie müssen es nicht noch einmal tun.',
  'external.again':
    'Sie haben das schon einmal getan. Etwas, wovon es abhängt, hat sich geändert. Deshalb ist es noch einmal nötig.',
  'external.unfinished': 'Das ist noch nicht erledigt. Sie können es noch einmal versuchen.',
  'external.unknown':
    'Wir konnten die andere Website nicht erreichen und wissen deshalb nicht, ob das erledigt ist. Warten Sie einen Moment, und versuchen Sie es noch einmal. Es wird nicht zweimal ausgeführt.',
  'returned.heading': 'Sie sind zurück',
  'returned.text': 'Es geht gleich weiter. Wenn nichts geschieht, wählen Sie „Weiter“.',
  'late.heading': 'Das Formular, zu dem Sie zurückkommen, haben wir nicht mehr',
  'late.text':
    'Sie waren länger weg, als wir Angaben aufbewahren, oder das Formular wurde inzwischen gelöscht oder gesendet.',
  'late.ask':
    'Was Sie auf der anderen Website getan haben, ist nicht verloren. Wenn Sie dort bezahlt haben, bezahlen Sie nicht noch einmal: Melden Sie sich bei uns, und nennen Sie diese Nummer: {attempt}',
  'late.button': 'Zum Formular',

  'no-cookies.heading': 'Ihr Browser speichert keine Cookies',
  'no-cookies.text':
    'Wir finden Ihre Angaben durch ein Cookie wieder, das Ihr Browser nicht behalten hat. Was Sie eingegeben haben, steht noch auf dieser Seite, ist aber nicht gespeichert.\n\nErlauben Sie in den Einstellungen Ihres Browsers Cookies für diese Website, und versuchen Sie es dann noch einmal.',
  'no-cookies.text-link':
    'Wir geben Ihnen Ihre Angaben durch ein Cookie, das Ihr Browser nicht behalten hat. Ihre Angaben sind sicher, und Ihr Link funktioniert weiter.\n\nErlauben Sie in den Einstellungen Ihres Browsers Cookies für diese Website, und versuchen Sie es dann noch einmal.',

  'conflict.heading': 'Diese Angabe wurde an anderer Stelle geändert',
  'conflict.text':
    'Vielleicht haben Sie dieses Formular in einem anderen Tab oder Fenster offen. Wählen Sie, welche Angabe gelten soll.',
  'conflict.mine': 'Was Sie hier eingegeben haben',
  'conflict.stored': 'Was wir jetzt haben',
  'conflict.nothing': 'Zurzeit gibt es keine Angabe.',
  'conflict.keep-mine': 'Meine behalten',
  'conflict.keep-stored': 'Die andere behalten',

  'unavailable.heading': 'Wir konnten Ihre Angaben gerade nicht speichern',
  'unavailable.text':
    'Das liegt nicht an Ihnen. Was Sie eingegeben haben, steht noch auf dieser Seite, ist aber noch nicht gespeichert.\n\nWarten Sie einen Moment, und versuchen Sie es noch einmal.',
  'unavailable.heading-view': 'Diese Seite funktioniert gerade nicht',
  'unavailable.text-view':
    'Das liegt nicht an Ihnen. Was Sie vorher gesendet haben, ist sicher.\n\nWarten Sie einen Moment, und versuchen Sie es noch einmal.',
  'unavailable.heading-send': 'Wir konnten Ihre Angaben gerade nicht annehmen',
  'unavailable.text-send':
    'Das liegt nicht an Ihnen. Ihre Angaben sind sicher.\n\nWarten Sie einen Moment, und versuchen Sie es noch einmal. Ihr Formular kann nur einmal gesendet werden, Sie können also ruhig noch einmal auf die Schaltfläche drücken.',
  'held.files':
    'Die Datei, die Sie gewählt haben, ist nicht angekommen. Wählen Sie sie danach auf ihrer Seite noch einmal.',
  'log-in.heading': 'Melden Sie sich bitte wieder an',
  'log-in.text':
    'Sie sind nicht mehr angemeldet. Was Sie eingegeben haben, steht noch auf dieser Seite, ist aber noch nicht gespeichert.\n\nMelden Sie sich in einem neuen Tab an, kommen Sie dann auf diese Seite zurück, und versuchen Sie es noch einmal.',
  'log-in.link': 'Anmelden',
  'too-many.heading': 'Bitte warten Sie eine Minute',
  'too-many.text':
    'Aus Ihrem Netz kamen in kurzer Zeit sehr viele Angaben. Was Sie eingegeben haben, steht noch auf dieser Seite, ist aber noch nicht gespeichert.\n\nWarten Sie eine Minute, und versuchen Sie es noch einmal.',
  'too-many.text-view':
    'Aus Ihrem Netz kamen in kurzer Zeit sehr viele Anfragen.\n\nWarten Sie eine Minute, und versuchen Sie es noch einmal.',
  'too-many.text-send':
    'Aus Ihrem Netz kamen in kurzer Zeit sehr viele Formulare. Ihre Angaben sind sicher, aber noch nicht gesendet.\n\nWarten Sie eine Minute, und versuchen Sie es noch einmal.',
  retry: 'Noch einmal versuchen',

  'delete.heading': 'Möchten Sie Ihre Angaben löschen?',
  'delete.text':
    'Wir löschen alles, was Sie in „{wizard}“ eingegeben haben. Zehn Minuten lang können Sie das rückgängig machen.',
  'delete.heading-sent': 'Möchten Sie diese Kopie Ihrer Angaben löschen?',
  'delete.text-sent':
    'Was Sie unter {reference} gesendet haben, bleibt bei uns. Durch das Löschen wird es nicht zurückgezogen: Wenn Sie auch das möchten, wenden Sie sich mit der Nummer an uns.\n\nWir löschen die Kopie Ihrer Angaben, die für diesen Browser aufbewahrt wird. Zehn Minuten lang können Sie das rückgängig machen.',
  'delete.heading-run': 'Möchten Sie diesen Entwurf löschen?',
  'delete.text-run':
    'Wir löschen „{run}“ mit allem, was Sie darin eingegeben haben. Ihre anderen Entwürfe bleiben. Zehn Minuten lang können Sie das rückgängig machen.',
  'delete.button-run': 'Ja, diesen Entwurf löschen',
  'delete.button-sent': 'Ja, diese Kopie löschen',
  'delete.button': 'Ja, meine Angaben löschen',
  'delete.cancel': 'Nein, zurück zum Formular',
  'deleted.heading': 'Ihre Angaben sind gelöscht',
  'deleted.text': 'Was Sie in „{wizard}“ eingegeben haben, haben wir nicht mehr.',
  'deleted.heading-run': 'Ihr Entwurf ist gelöscht',
  'deleted.text-run': 'Was Sie darin eingegeben haben, haben wir nicht mehr. Ihre anderen Entwürfe bleiben.',
  'deleted.undo-text-run':
    'Ihre anderen Entwürfe bleiben. Bis {time} können Sie das rückgängig machen. Danach kann niemand mehr zurückholen, was Sie darin eingegeben haben.',
  'deleted.heading-sent': 'Diese Kopie Ihrer Angaben ist gelöscht',
  'deleted.text-sent':
    'Was Sie in „{wizard}“ gesendet haben, bleibt bei uns. Für diesen Browser bewahren wir keine Kopie mehr auf.',
  'deleted.undo-text':
    'Bis {time} können Sie das rückgängig machen. Danach kann niemand mehr zurückholen, was Sie in „{wizard}“ eingegeben haben.',
  'deleted.undo-text-sent':
    'Was Sie in „{wizard}“ gesendet haben, bleibt bei uns. Bis {time} können Sie das rückgängig machen. Danach kann niemand mehr die Kopie für diesen Browser zurückholen.',
  'deleted.undo': 'Rückgängig machen',
  'deleted.erase': 'Jetzt endgültig löschen',
  'deleted.link': 'Neu beginnen',

  'saved.heading': 'Ihre Angaben sind gespeichert',
  'saved.text':
    'Um weiterzumachen, öffnen Sie diese Seite vor {time} wieder in diesem Browser und auf diesem Gerät. Danach löschen wir Ihre Angaben.',
  'saved.heading-none': 'Es gibt noch nichts zu speichern',
  'saved.text-none':
    'Sie haben noch keine Angaben gesendet. Es gibt also nichts, womit Sie weitermachen könnten.',
  'saved.link': 'Mit dem Formular weitermachen',
  'saved.heading-offer': 'Speichern und später weitermachen',
  'saved.text-offer':
    'Zurzeit sind Ihre Angaben nur in diesem Browser, bis {time}.\n\nSpeichern Sie sie, dann bewahren wir sie {duration} lang auf. Sie bekommen einen Link, der sie auf jedem Gerät öffnet.',
  'saved.button': 'Speichern und einen Link bekommen',

  'saved-run.heading': 'Ihre Angaben sind gespeichert',
  'saved-run.text': 'Wir bewahren Ihre Angaben bis {time} auf. Danach löschen wir sie.',
  'saved-run.text-link':
    'Um weiterzumachen, öffnen Sie diesen Link auf einem beliebigen Gerät. Behalten Sie ihn für sich: Wer ihn hat, kann Ihre Angaben öffnen.',
  'saved-run.text-no-link':
    'Sie können hier weitermachen. Auf einem anderen Gerät öffnen Sie dort Ihren Link. Wenn Sie ihn nicht mehr haben, erzeugen Sie einen neuen: Der alte funktioniert dann nicht mehr.',
  'saved-run.text-typed':
    'Sie haben dieses Formular an anderer Stelle gespeichert, zum Beispiel in einem anderen Tab. Was Sie gerade eingegeben haben, ist noch da, aber noch nicht gespeichert.',
  'saved-run.text-here':
    'Wenn Sie in diesem Browser weitermachen, funktioniert Ihr Link nicht mehr. Von da an löschen wir Ihre Angaben, wenn Sie {duration} lang nichts tun. Speichern Sie sie noch einmal, bevor Sie aufhören, dann bekommen Sie einen neuen Link.',
  'saved-run.link': 'Ihr Link',
  'saved-run.copy': 'Link kopieren',
  'saved-run.qr': 'Ihr Link als QR-Code, den ein anderes Gerät scannen kann',
  'saved-run.reference':
    'Wenn Sie den Link verlieren, melden Sie sich bei uns und nennen Sie diese Nummer: {reference}',
  'saved-run.new-link': 'Neuen Link erzeugen',
  'saved-run.here': 'In diesem Browser weitermachen',
  'saved-run.here-typed': 'Hier weitermachen und meine Eingaben behalten',
  'saved-run.mail': 'E-Mail-Adresse, an die der Link gesendet werden soll',
  'saved-run.mail-button': 'Link senden',
  'saved-run.mail-sent': 'Wir haben Ihnen den Link gesendet.',
  'saved-run.mail-wrong': 'Geben Sie eine E-Mail-Adresse ein, zum Beispiel name@example.com',
  'saved-run.mail-failed':
    'Wir konnten den Link gerade nicht senden. Versuchen Sie es noch einmal, oder kopieren Sie ihn.',

  'moved.heading': 'Ihre Angaben sind auf einem anderen Gerät',
  'moved.text':
    'Ihre Angaben wurden am {time} dorthin übertragen, als Ihr Link geöffnet wurde.\n\nMachen Sie auf jenem Gerät weiter. Um sie hierher zurückzuholen, speichern Sie sie dort und öffnen hier den neuen Link. Wenn sie nicht noch einmal gespeichert wurden, löschen wir sie, sobald dort {duration} lang nichts geschehen ist.',
  'moved.heading-gone': 'Ihre Angaben sind nicht mehr hier',
  'moved.text-gone': 'Sie haben sie gespeichert, und seitdem wurden sie gelöscht.',
  'moved.typed':
    'Was Sie gerade eingegeben haben, ist nicht gespeichert. Kopieren Sie, was Sie behalten möchten.',
  'moved.again': 'Mit einem neuen Formular beginnen',

  'open-saved.heading': 'Mit Ihren Angaben weitermachen',
  'open-saved.text':
    'Sie haben Ihre Angaben in „{wizard}“ gespeichert. Wir bewahren sie bis {time} auf.\n\nWenn Sie hier weitermachen, werden sie auf dieses Gerät übertragen, und dieser Link funktioniert nicht mehr. Von da an löschen wir sie, wenn Sie {duration} lang nichts tun. Speichern Sie sie noch einmal, bevor Sie aufhören, dann bekommen Sie einen neuen Link.',
  'open-saved.button': 'Hier weitermachen',
  'open-saved.heading-here': 'In diesem Formular gibt es hier schon andere Angaben',
  'open-saved.text-here':
    'Sie haben „{wizard}“ in diesem Browser begonnen, und er kann nur eines davon haben. Speichern oder löschen Sie die Angaben, die hier sind, und öffnen Sie Ihren Link dann noch einmal.',
  'open-saved.heading-used': 'Dieser Link wurde schon benutzt',
  'open-saved.text-used':
    'Ihre Angaben wurden am {time} auf das Gerät übertragen, das ihn geöffnet hat. Machen Sie dort weiter.\n\nWenn Sie sie auf jenem Gerät noch einmal gespeichert haben, öffnen Sie den neuesten Link. Wenn nicht, löschen wir sie, sobald dort {duration} lang nichts geschehen ist.',
  'open-saved.heading-unknown': 'Dieser Link funktioniert nicht',
  'open-saved.text-unknown':
    'Prüfen Sie, ob er vollständig ist. Wenn Sie seitdem noch einmal gespeichert haben, öffnen Sie den neuesten Link.\n\nGespeicherte Angaben löschen wir, wenn ihre Zeit um ist.',

  'unreadable.heading': 'Wir konnten Ihre Angaben nicht lesen',
  'unreadable.text':
    'Mit dem, was Sie vorher gesendet haben, ist etwas schiefgegangen. Sie müssen neu beginnen.\n\nWir haben es vermerkt.',
  'not-found.heading': 'Seite nicht gefunden',
  'not-found.text':
    'Wenn Sie die Adresse eingetippt haben, prüfen Sie, ob sie stimmt.\n\nWenn Sie sie eingefügt haben, prüfen Sie, ob sie vollständig ist.',
  'too-large.heading': 'Ihre Eingaben sind zu lang',
  'too-large.text':
    'Wir konnten sie nicht ganz annehmen. Kürzen Sie Ihre Angaben, und versuchen Sie es noch einmal.',
  'too-large.text-files':
    'Wir konnten das nicht annehmen, und von jener Seite ist nichts gespeichert. Vielleicht hat Ihr Browser noch, was Sie dort eingegeben haben: Gehen Sie zurück, und wählen Sie eine kleinere Datei.',
  'too-large.limit': '„{label}“ nimmt Dateien bis {limit} an.',
  'bad-request.heading': 'Wir konnten nicht verstehen, was gesendet wurde',
  'bad-request.text': 'Öffnen Sie das Formular, und versuchen Sie es noch einmal.',
  'refused.heading': 'Das wurde von einer anderen Website gesendet',
  'refused.text':
    'Zu Ihrer Sicherheit nehmen wir nur an, was von unseren eigenen Seiten kommt. Öffnen Sie das Formular hier, und versuchen Sie es noch einmal.',
  'error.heading': 'Etwas ist schiefgegangen',
  'error.text':
    'Das liegt nicht an Ihnen. Was Sie vorher gesendet haben, ist sicher.\n\nWarten Sie einen Moment, und versuchen Sie es noch einmal.',
  'hosts.heading': 'Dieses Formular funktioniert nicht',
  'hosts.text':
    'Das liegt nicht an Ihnen. Wer diese Website betreibt, muss das in Ordnung bringen.\n\nKommen Sie ein anderes Mal wieder, oder sagen Sie dort Bescheid.',
  'hosts.text-typed':
    'Das liegt nicht an Ihnen. Wer diese Website betreibt, muss das in Ordnung bringen.\n\nWas Sie eingegeben haben, steht noch auf dieser Seite, ist aber nicht gespeichert. Kopieren Sie, was Sie behalten möchten, und kommen Sie dann ein anderes Mal wieder, oder sagen Sie dort Bescheid.',
  home: 'Alle Formulare ansehen',
  'to-form': 'Zum Formular',

  sending: 'Wird gesendet …',
  fixed: 'Behoben',
  lost: 'Wir konnten den Server nicht erreichen. Was Sie eingegeben haben, ist noch da, aber noch nicht gespeichert.',
  'lost-too-large':
    'Ihre Eingaben sind zu lang, wir konnten sie nicht annehmen. Sie sind noch da. Kürzen Sie sie, und versuchen Sie es noch einmal.',
  'lost-busy':
    'Bei uns ist etwas schiefgegangen. Was Sie eingegeben haben, ist noch da, aber noch nicht gespeichert.',
  'warn.heading': 'Brauchen Sie mehr Zeit?',
  'warn.text': 'Zu Ihrer Sicherheit löschen wir Ihre Angaben in {time}, wenn Sie nicht weitermachen.',
  'warn.text-last':
    'In {time} löschen wir Ihre Angaben. Diese Zeit lässt sich nicht verlängern. Senden Sie Ihre Angaben vorher.',
  'warn.button': 'Ich brauche mehr Zeit',
  'warn.ok': 'Schließen',
  'warn.minutes': '{n}\u00a0Minuten',
  'warn.minute': '1 Minute',
  'warn.seconds': '{n}\u00a0Sekunden',
  'warn.extended': 'Sie haben mehr Zeit.',
  'warn.over':
    'Ihre Zeit ist abgelaufen. Was Sie vorher gesendet hatten, haben wir gelöscht. Was Sie hier eingegeben haben, steht noch auf dieser Seite.',
  'warn.over-kept':
    'Um {time} haben wir Ihre früheren Angaben gelöscht. Was auf dieser Seite steht, ist nicht gespeichert.',
} as const satisfies { readonly [Key in WordKey]: string };
