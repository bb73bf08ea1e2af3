// Every time in the visitor's own zone; without this script it stands in the wizard's, which it names.

// Styles, as browsers write the hour of a 24-hour clock with one digit where its parts are asked for: 6:41.
const timeOfDay = { timeStyle: 'short' };
const dayAndTime = { dateStyle: 'long', ...timeOfDay };

function showTime(element, moment) {
  const isToday = new Date(moment).toDateString() === new Date().toDateString();
  const format = element.dataset.moment === 'end' && isToday ? timeOfDay : dayAndTime;
  element.textContent = new Intl.DateTimeFormat(language(), format).format(moment);
}

onPage((page) => {
  for (const element of page.querySelectorAll('time[data-moment]'))
    showTime(element, Date.parse(element.dateTime));
});
