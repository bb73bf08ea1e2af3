// The page in another language is a page of its own, with another document around it: the browser fetches it, and not htmx.
// What is typed goes along with the button; it is not to be saved once more when the page is left.

document.addEventListener(
  'submit',
  (event) => {
    if (event.submitter?.name !== '_lang') return;
    event.stopPropagation();
    const form = draftForm();
    if (form) drafted = typedIn(form).toString();
  },
  true,
);
