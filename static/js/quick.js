/* The quick check: 0 to 4 answer, while the focus is within the question and only then, so that no
   other key that somebody presses anywhere can answer by accident (WCAG 2.1.4). */

const form = document.querySelector("[data-quick]");
const question = form.querySelector("h1");
let sent = false;

form.querySelector("[data-keys]").hidden = false;
question.focus({ preventScroll: true });

form.addEventListener("keydown", (event) => {
  // Shift is no matter: on some keyboards digits need it.
  if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  if (/^[0-4]$/.test(event.key)) {
    event.preventDefault();
    form.querySelector(`button[name="answer"][value="${event.key}"]`).click();
  }
});

// The second press of a double click is not another answer, even where it meets the next question.
form.addEventListener("click", (event) => {
  if (event.detail > 1) event.preventDefault();
});

// Nor is another key while the first answer is on its way, unless it got stuck.
form.addEventListener("submit", (event) => {
  if (sent) event.preventDefault();
  sent = true;
  setTimeout(again, 3000);
});
window.addEventListener("pageshow", again);

function again() {
  sent = false;
}
