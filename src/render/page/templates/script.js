"use strict";
// What the page knows better on the reader's own clock. Without this, it stands as it was built.
const $ = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const [next, upcoming, previous] = ["next", "upcoming", "previous"].map((name) => $(`section.${name}`));
const list = (section) => $(".events", section);
const time = (event, key) => Number(event.dataset[key]);
const takesPlace = (event) => ["confirmed", "tentative"].includes(event.dataset.status);

// What has ended is previous, and the first that has not is next.
function place() {
  const now = Date.now();
  const ahead = [...list(next).children, ...list(upcoming).children];
  for (const event of ahead.filter((event) => time(event, "end") <= now)) {
    const later = [...list(previous).children].find((it) => time(it, "end") <= time(event, "end"));
    list(previous).insertBefore(event, later ?? null);
  }
  if (!list(next).firstElementChild) {
    const event = [...list(upcoming).children].find(takesPlace);
    if (event) list(next).append(event);
  }
  for (const event of all("[data-end]")) {
    const under = time(event, "start") <= now && now < time(event, "end") && takesPlace(event);
    $(".under-way", event).hidden = !under;
  }
  $(".nothing", next).hidden = list(next).childElementCount > 0;
  upcoming.hidden = list(upcoming).childElementCount === 0;
  previous.hidden = list(previous).childElementCount === 0;
  $(".as-of").hidden = true;
  const changes = all("[data-end]").flatMap((event) => [time(event, "start"), time(event, "end")]);
  const soonest = Math.min(...changes.filter((change) => change > now)) - now;
  if (soonest < 2 ** 31) setTimeout(place, soonest + 500);
}

// The time on the reader's clock, where that is another one.
function translate(event) {
  const [start, end] = [time(event, "start"), time(event, "end")];
  const tag = document.documentElement.lang;
  const format = (timeZone) => new Intl.DateTimeFormat(tag === "en" ? "en-GB" : tag, {
    weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit",
    minute: "2-digit", hourCycle: "h23", timeZoneName: "short", timeZone,
  });
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (format(zone).format(start) === format(event.dataset.zone).format(start)) return;
  $(".yours span", event).textContent = `${format(zone).formatRange(start, end)} (${zone})`;
  $(".yours", event).hidden = false;
}

// Search among the previous talks, without regard to case and accents.
function search() {
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const words = fold($("search input").value).split(/\s+/);
  const holds = (text) => words.every((word) => text.includes(word));
  let found = false;
  for (const event of list(previous).children) {
    const header = fold($("header", event).textContent);
    const talks = all(".talk", event);
    for (const talk of talks) talk.hidden = !holds(`${header} ${fold(talk.textContent)}`);
    event.hidden = talks.length ? talks.every((talk) => talk.hidden) : !holds(header);
    found ||= !event.hidden;
  }
  const status = $(".no-match");
  status.textContent = found ? "" : status.dataset.text;
}

// Menus close as menus do.
function close(event) {
  for (const menu of all("details.menu[open]")) {
    if (event.key === "Escape") {
      const within = menu.contains(document.activeElement);
      menu.open = false;
      if (within) $("summary", menu).focus();
    } else if (!event.key && !menu.contains(event.target)) {
      menu.open = false;
    }
  }
}

async function copy(event) {
  const button = event.currentTarget;
  await navigator.clipboard.writeText($(".copy code").textContent);
  button.textContent = button.dataset.copied;
}

for (const event of all("[data-precision=time]")) {
  // A language or zone that this browser does not know costs this line only.
  try { translate(event); } catch { }
}
place();
$("search").hidden = false;
$("search input").addEventListener("input", search);
addEventListener("keydown", close);
addEventListener("click", close);
if (navigator.clipboard) {
  $(".copy button").hidden = false;
  $(".copy button").addEventListener("click", copy);
}
