/* Conveniences of the editors' forms. Without them one types names and numbers, and saves. */
"use strict";

/* A requirement's statement follows its level. */
function showStatement(row) {
  const level = Number.parseFloat(row.querySelector("input[name$='-level']").value);
  const whole = Math.floor(level + 0.5);
  for (const line of row.querySelectorAll(".statements [data-level]")) {
    line.hidden = Number(line.dataset.level) !== whole;
  }
}

document.addEventListener("input", (event) => {
  const row = event.target.closest(".requirements tr");
  if (row && event.target.name.endsWith("-level")) showStatement(row);
});

/* A level may have been typed before this script was there, or kept by the browser on reloading. */
document
  .querySelectorAll(".requirements input[name$='-level']")
  .forEach((input) => showStatement(input.closest("tr")));

/* A statement belongs to a skill: when the skill changes, it says nothing until the form is saved. */
document.addEventListener("change", (event) => {
  const row = event.target.closest(".requirements tr");
  if (!row || !event.target.name.endsWith("-skill")) return;
  for (const line of row.querySelectorAll(".statements [data-level]")) line.remove();
});

/* A list of names that is too long for the page is asked for, a beginning at a time. */
let waiting;

async function propose(input, list) {
  const url = new URL(list.dataset.url, document.baseURI);
  url.searchParams.set("term", input.value);
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const { results } = await answer.json();
  list.replaceChildren(...results.map(({ text }) => new Option("", text)));
}

document.addEventListener("input", (event) => {
  const list = event.target.list;
  if (!list?.dataset.url || !event.target.value.trim()) return;
  window.clearTimeout(waiting);
  waiting = window.setTimeout(() => propose(event.target, list), 250);
});

/* Rows trade places by button. The numbers in the form say the order, so they alone are saved. */
const said = document.createElement("p");
said.className = "visually-hidden";
said.setAttribute("role", "status");
document.body.append(said);

function rowsOf(group) {
  const rows = group.querySelectorAll(".inline-related:not(.tabular), tr.form-row");
  return [...rows].filter((row) => !row.classList.contains("empty-form"));
}

function move(row, by) {
  const rows = rowsOf(row.closest(".inline-group"));
  const at = rows.indexOf(row);
  const other = rows[at + by];
  if (!other) return;
  if (by < 0) other.before(row);
  else other.after(row);
  const ordered = rowsOf(row.closest(".inline-group"));
  ordered.forEach((item, index) => {
    const place = item.querySelector("input[name$='-position']");
    if (place) place.value = index + 1;
  });
  said.textContent = `Moved to place ${at + by + 1} of ${rows.length}`;
}

function addButtons(row) {
  const place = row.querySelector("input[name$='-position']");
  if (!place || place.parentElement.querySelector(".move")) return;
  for (const [arrow, name, by] of [["↓", "Move down", 1], ["↑", "Move up", -1]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "move";
    button.textContent = arrow;
    button.setAttribute("aria-label", name);
    button.title = name;
    button.addEventListener("click", () => {
      move(row, by);
      button.focus();
    });
    place.after(button);
  }
}

document.querySelectorAll(".inline-group").forEach((group) => rowsOf(group).forEach(addButtons));
document.addEventListener("formset:added", (event) => addButtons(event.target));
