// Every time in the visitor's own zone; without this script it stands in the wizard's, which it names.

const timeOfDay = { hour: 'numeric', minute: '2-digit' };
const dayAndTime = { day: 'numeric', month: 'long', year: 'numeric', ...timeOfDay };

function showTime(element, moment) {
  const isToday = new Date(moment).toDateString() === new Date().toDateString();
  const format = element.dataset.moment === 'end' && isToday ? timeOfDay : dayAndTime;
  element.textContent = new Intl.DateTimeFormat(language(), format).format(moment);
}

onPage((page) => {
  for (const element of page.querySelectorAll('time[data-moment]'))
    showTime(element, Date.parse(element.dateTime));
});
