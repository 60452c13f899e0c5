// The page that stands alone, as its readers meet it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { build, file, ids, open } from "./common.mjs";

const site = build("series.yaml");
const series = JSON.parse(file(site, "series.json"));
const event = (id) => series.events.find((event) => event.id === id);
const text = (page, selector) => page.locator(selector).first().innerText();

test("the next event stands with its time in the zone of the series", async () => {
  const page = await open(site);
  assert.equal(await text(page, ".next h3"), "What is next");
  assert.equal(await text(page, ".next .when"), "Monday 15 March 2027 13:00–14:30 CET");
  assert.equal(await page.locator(".next .yours").isVisible(), false);
  const instant = await page.locator(".next time").getAttribute("datetime");
  assert.equal(new Date(instant).toISOString(), "2027-03-15T12:00:00.000Z");
  assert.deepEqual(await ids(page, "upcoming"), ["cancelled", "summer", "days"]);
  assert.deepEqual(await ids(page, "open"), ["postponed", "month", "open"]);
  assert.deepEqual(await ids(page, "previous"), ["past"]);
  assert.deepEqual(page.wrong, []);
});

for (const [timezoneId, time] of [
  ["Asia/Tokyo", "Monday, 15 March 2027 at 21:00–22:30 GMT+9 (Asia/Tokyo)"],
  // New York is on summer time that day, Copenhagen not yet.
  ["America/New_York", "Monday, 15 March 2027 at 08:00–09:30 GMT-4 (America/New_York)"],
]) {
  test(`a reader in ${timezoneId} sees the time on their own clock`, async () => {
    const page = await open(site, { timezoneId });
    const own = (await text(page, ".next .yours")).replace(/[\u2009\u202f]/g, " ");
    assert.equal(own.replace(/,? at |, (?=\d\d:)/, " at ").replace(/ – /, "–"), `Your time: ${time}`);
    assert.equal(await text(page, ".next .when"), "Monday 15 March 2027 13:00–14:30 CET");
  });
}

test("the keyboard alone opens each menu, reaches each link and closes it again", async () => {
  const page = await open(site);
  const focused = () => page.evaluate(() => document.activeElement.getAttribute("href") ?? document.activeElement.innerText.split(/[\n:]/)[0]);
  const tabTo = async (wanted) => {
    for (let steps = 0; steps < 40; steps += 1) {
      await page.keyboard.press("Tab");
      if (await focused() === wanted) return;
    }
    assert.fail(`no way to ${wanted}`);
  };
  await tabTo("Subscribe");
  await page.keyboard.press("Enter");
  for (const url of ["webcal", "google", "outlook", "office365"].map((key) => series.subscribe[key])) await tabTo(url);
  await page.keyboard.press("Escape");
  assert.equal(await focused(), "Subscribe");
  assert.equal(await page.locator(".subscribe ul").isVisible(), false);
  await tabTo("Add to calendar");
  await page.keyboard.press("Space");
  for (const url of Object.values(event("next").links)) await tabTo(url);
  await page.keyboard.press("Escape");
  assert.equal(await focused(), "Add to calendar");
});

test("each link to a calendar says the instants of the catalogue", async () => {
  const page = await open(site);
  for (const id of ["next", "summer"]) {
    const links = await page.locator(`#${id} .actions li a`).evaluateAll((found) => found.map((it) => it.href));
    const [start, end] = [event(id).start_utc, event(id).end_utc].map((it) => new Date(it).toISOString());
    const local = [event(id).start, event(id).end].map((it) => it.slice(0, 19).replace(/[-:]/g, ""));
    const query = (host) => Object.fromEntries(new URL(links.find((it) => it.includes(host))).searchParams);
    assert.deepEqual([query("google").dates, query("google").ctz], [local.join("/"), "Europe/Copenhagen"]);
    for (const host of ["outlook.live.com", "outlook.cloud.microsoft"]) {
      const times = [query(host).startdt, query(host).enddt].map((it) => new Date(it).toISOString());
      assert.deepEqual(times, [start, end]);
    }
    assert.deepEqual([query("yahoo").ST, query("yahoo").ET], local);
    assert.equal(links.at(-1), `https://example.org/feeds/${id}.ics`);
  }
  const place = (selector) => page.locator(selector).first().getAttribute("href");
  assert.equal(await place(".next .button"), "https://example.org/register?a=1&b=2");
  assert.equal(await place(".newsletter .button"), "https://example.org/form");
});

test("without a script the page stands as it was built, and says since when", async () => {
  const page = await open(site, { javaScriptEnabled: false, now: "2027-05-01T12:00:00Z" });
  assert.deepEqual(await ids(page, "next"), ["next"]);
  assert.match(await text(page, ".as-of"), /^As of \d+ \w+ \d{4}$/);
  assert.equal(await page.locator("search").isVisible(), false);
  assert.equal(await page.locator(".copy button").isVisible(), false);
  const menus = page.locator("details.menu:visible");
  assert.equal(await menus.count(), 4);
  for (const menu of await menus.all()) {
    await menu.locator("summary").press("Enter");
    assert.equal(await menu.locator("a").first().isVisible(), true);
    await menu.locator("summary").press("Enter");
  }
});

test("an event that has ended is previous, and the following one is next, without a rebuild", async () => {
  const page = await open(site, { now: "2027-03-25T12:00:00Z" });
  assert.deepEqual(await ids(page, "next"), ["summer"]);
  assert.deepEqual(await ids(page, "upcoming"), ["days"]);
  assert.deepEqual(await ids(page, "previous"), ["cancelled", "next", "past"]);
  assert.equal(await page.locator(".as-of").isVisible(), false);
});

test("what is next changes while the page is open", async () => {
  const page = await open(site, { now: "2027-03-15T11:59:00Z" });
  assert.equal(await page.locator("#next .under-way").isVisible(), false);
  await page.clock.fastForward("02:00");
  assert.equal(await page.locator("#next .under-way").isVisible(), true);
  await page.clock.fastForward("01:30:00");
  assert.deepEqual(await ids(page, "next"), ["summer"]);
});

test("when nothing is ahead any more the page says so", async () => {
  const page = await open(site, { now: "2030-01-01T12:00:00Z" });
  assert.deepEqual(await ids(page, "next"), []);
  assert.equal(await text(page, ".next .nothing"), "The next webinar will be announced here.");
  assert.equal(await page.locator("section.upcoming").isVisible(), false);
});

test("the search finds talks by any of their words, whatever the case and accents", async () => {
  const page = await open(site);
  const talks = () => page.locator(".previous .talk:visible").evaluateAll((found) => found.map((it) => it.id));
  for (const [words, found] of [["JOSE clocks", ["past-1"]], ["private", ["past-2"]], ["2026", ["past-1", "past-2"]], ["no such", []]]) {
    await page.locator("search input").fill(words);
    assert.deepEqual(await talks(), found, words);
  }
  assert.equal(await text(page, ".no-match"), "No talk matches.");
});

test("there is a place to link to for every event and every talk", async () => {
  const page = await open(site);
  const found = await page.locator("article[id], li[id]").evaluateAll((all) => all.map((it) => it.id));
  const expected = series.events.flatMap((event) => [event.id, ...event.talks.map((talk) => talk.id)]);
  assert.deepEqual(found.sort(), expected.sort());
});

test("abstracts are folded away, and nothing of a withheld recording is shown", async () => {
  const page = await open(site);
  assert.equal(await page.getByText("An abstract about clocks.").isVisible(), false);
  await page.locator("#past-1 .abstract summary").first().click();
  assert.equal(await page.getByText("An abstract about clocks.").isVisible(), true);
  assert.equal(await page.locator("#past-2 a").count(), 0);
});

test("nothing but thumbnails is asked for, and those only when they are scrolled to", async () => {
  const page = await open(site, { viewport: { width: 800, height: 300 } });
  assert.deepEqual(page.asked, []);
  const asking = page.waitForResponse(/ytimg/);
  await page.locator("#past-1 img").scrollIntoViewIfNeeded();
  await asking;
  assert.deepEqual(page.asked, ["https://i.ytimg.com/vi/zLxYUtToXGg/hqdefault.jpg"]);
});

for (const width of [320, 768, 1280]) {
  test(`at ${width} px nothing has to be scrolled sideways`, async () => {
    const page = await open(site, { viewport: { width, height: 600 } });
    for (const details of await page.locator("details").all()) {
      await details.evaluate((it) => { it.open = true; });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    }
  });
}

test("in print, abstracts are unfolded and menus are gone", async () => {
  const page = await open(site);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.getByText("Folded away until it is asked for.").isVisible(), true);
  assert.equal(await page.locator("details.menu:visible").count(), 0);
});

test("the page says in its head where calendar and feeds are", async () => {
  const page = await open(site);
  const links = await page.locator("link[rel=alternate]").evaluateAll((all) => all.map((it) => [it.type, it.href]));
  assert.deepEqual(links, [
    ["text/calendar", series.subscribe.ics],
    ...[series.feeds.videos, series.feeds.news].flatMap((feed) => [
      ["application/rss+xml", feed.rss],
      ["application/atom+xml", feed.atom],
      ["application/feed+json", feed.json],
    ]),
  ]);
});
