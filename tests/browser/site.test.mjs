// The pages for a site generator, as Jekyll renders them; and hostile text in all of them.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { build, file, here, open, seminar } from "./common.mjs";

/// A page of a folder, rendered: its front matter, and a page in the browser.
async function rendered(folder, name, parser) {
  const output = execFileSync("ruby", [fileURLToPath(new URL("kramdown.rb", here)), join(folder, name)],
    { encoding: "utf8", env: { ...process.env, PARSER: parser, LANG: "C.UTF-8" } });
  const { front, html } = JSON.parse(output);
  const out = mkdtempSync(join(tmpdir(), "seminar-"));
  writeFileSync(join(out, "page.html"), `<!DOCTYPE html><meta charset="utf-8">${html}`);
  return { front, html, page: await open(out, { name: "page.html" }) };
}

const all = (page, selector) => page.locator(selector).evaluateAll((found) => found.map((it) => it.textContent.trim()));

for (const parser of ["kramdown", "GFM"]) {
  test(`page.md is rendered as it is meant, by ${parser}`, async () => {
    const { front, page } = await rendered(build("series.yaml"), "page.md", parser);
    assert.deepEqual(front, { layout: "page", permalink: "/webinar/", title: "Webinar", description: null, nav: true, nav_order: 5 });
    assert.deepEqual(await all(page, "h1, h3, h4, h5"), [
      "A series for the browser", "Next webinar: What is next", "Dr. Second and Dr. Third", "Previous talks:", "Organizers", "Newsletter",
    ]);
    assert.deepEqual(await all(page, "h5 strong"), ["Dr. Second", "Dr. Third"]);
    assert.deepEqual(await all(page, "h5 + ul > li > strong:first-child"), ["Title", "Abstract"]);
    assert.deepEqual(await all(page, "p strong"), ["15 March 2027 at 1pm CET", "Zoom"]);
    const links = await page.locator("a").evaluateAll((found) => Object.fromEntries(found.map((it) => [it.textContent, it.href])));
    assert.equal(links["[Registration]"], "https://example.org/register?a=1&b=2");
    assert.match(links["Google Calendar"], /^https:\/\/calendar\.google\.com\/.*ctz=Europe%2FCopenhagen/);
    assert.equal(links.Video, "https://www.youtube.com/watch?v=zLxYUtToXGg");
    assert.deepEqual(await all(page, "h4 + ul > li"), [
      "past-1 - Dr. José Primero (Universidad). 5th October 2026. The first talk. Video.",
    ]);
    assert.equal(await page.locator("iframe").getAttribute("src"), "https://example.org/form");
    // Where calendars and feeds lead to.
    assert.equal(await page.locator("h4 > a#next, li > a#past, li > a#past-1").count(), 3);
  });

  test(`talks.md is rendered as it is meant, by ${parser}`, async () => {
    const { front, page } = await rendered(build("series.yaml"), "talks.md", parser);
    assert.equal(front.permalink, "/webinar_talks.html");
    assert.deepEqual(await all(page, "h2, h3"), ["What has been", "past-1 - The first talk", "past-2 - The withheld talk"]);
    assert.deepEqual(await all(page, "li a"), ["Dr. José Primero", "Video", "Slides"]);
    for (const words of ["An abstract about clocks.", "Has a biography."]) assert.equal(await page.getByText(words).count(), 1);
  });

  test(`hostile text stays text in the pages that ${parser} renders`, async () => {
    const folder = build("hostile.yaml");
    for (const name of ["page.md", "talks.md"]) {
      const { page, html } = await rendered(folder, name, parser);
      await harmless(page, name);
      const shown = await page.locator("body").innerText();
      for (const words of ["<script>window.ran = 1</script>", "{{ 7 | times: 6 }}", "{% raw %}", "{{<x>}}", '{: onclick="window.ran=1"}']) {
        const straight = shown.replace(/[“”]/g, '"');
        assert.ok(straight.includes(words), `${words} in ${name}: ${html}`);
      }
    }
  });
}

/// Titles of marks that mean something to one parser or another; the same ones each time.
function titles(count) {
  const marks = [..."*_`[](){}<>#+-.!|~^$=:&%\"'\\/@;1ab "];
  let seed = 1;
  const draw = (below) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  const title = () => Array.from({ length: 3 + draw(14) }, () => marks[draw(marks.length)]).join("");
  return Array.from({ length: count }, () => title().trim().replace(/ +/g, " ") || "x");
}

for (const parser of ["kramdown", "GFM"]) {
  test(`no marks in a value mean anything to ${parser}, in the middle of a line or at its beginning`, async () => {
    const expected = titles(300);
    const out = mkdtempSync(join(tmpdir(), "seminar-"));
    const events = expected.map((title, at) => ({ id: `E${1000 + at}`, start: "TBA", title }));
    const series = { id: "marks", title: "Marks", url: "https://example.org/", timezone: "Europe/Copenhagen" };
    writeFileSync(join(out, "events.yaml"), JSON.stringify({ series, events }));
    const template = (mark) => `{% for event in to_be_announced %}\n${mark}{{ event.title }}\n\n{% endfor %}`;
    for (const [mark, element] of [["* ", "li"], ["", "p"]]) {
      writeFileSync(join(out, "template.md"), `---\n---\n\n${template(mark)}`);
      writeFileSync(join(out, "page.md"), seminar("page", "-c", join(out, "events.yaml"), "--template", join(out, "template.md")));
      const { page } = await rendered(out, "page.md", parser);
      // Typographic signs are the parser's own taste.
      const plain = (text) => text.replace(/[“”]/g, '"').replace(/[‘’]/g, "'").replace(/…/g, "...").replace(/—/g, "---")
        .replace(/–/g, "--").replace(/«/g, "<<").replace(/»/g, ">>").replace(/[\s\u00a0]/g, "");
      assert.deepEqual((await all(page, element)).map(plain), expected.map(plain));
      assert.equal(await page.locator("body *:not(ul, li, p)").count(), 0);
    }
  });
}

/// Nothing in the page ran, and nothing that could is in it.
async function harmless(page, name) {
  assert.equal(await page.evaluate(() => window.ran), undefined, name);
  assert.deepEqual(page.wrong.filter((it) => !it.includes("Failed to load")), [], name);
  const marks = await page.evaluate(() => [...document.querySelectorAll("*")].flatMap((it) => [
    ...[...it.attributes].filter((attribute) => /^on/i.test(attribute.name) || /^\s*javascript:/i.test(attribute.value)).map((found) => found.name),
    ...(it.localName === "img" && it.getAttribute("src") === "x" ? ["img"] : []),
  ]));
  assert.deepEqual(marks, [], name);
}

test("hostile text stays text in the page that stands alone, and in its linked data", async () => {
  const page = await open(build("hostile.yaml"), { bypassCSP: true });
  await harmless(page, "index.html");
  const scripts = await page.locator("script").evaluateAll((found) => found.map((it) => it.type));
  assert.deepEqual(scripts, ["application/ld+json", ""]);
  assert.match(await page.locator(".next h3").innerText(), /^"><script>window\.ran = 1<\/script><img src=x/);
  const data = JSON.parse(await page.locator("script").first().textContent());
  assert.equal(data.name, await page.title());
  assert.ok(!/\{\{|\{%|\{#/.test(file(build("hostile.yaml"), "index.html").split("<script>")[0].replace(/<style>[^]*<\/style>/, "")));
});

test("the policy of the page refuses every script but its own", async () => {
  const page = await open(build("series.yaml"));
  assert.deepEqual(page.wrong, []);
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = 1";
    document.body.append(script);
  }).catch(() => {});
  assert.equal(await page.evaluate(() => window.ran), undefined);
  assert.ok(page.wrong.some((it) => it.includes("Content Security Policy")));
});

test("a page can be printed for any path", () => {
  const page = seminar("page", "-c", fileURLToPath(new URL("series.yaml", here)), "--now", "2027-03-01T12:00:00Z");
  assert.match(page, /#### Next webinar: <a id="[^"]+"><\/a>What is next/);
});
