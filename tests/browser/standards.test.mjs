// The pages against the standards: WCAG by axe, HTML by html-validate, schema.org by its types.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { HtmlValidate } from "html-validate";
import ts from "typescript";
import { build, file, here, open } from "./common.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const catalogues = ["series.yaml", "hostile.yaml", "danish.yaml"];

for (const colorScheme of ["light", "dark"]) {
  for (const width of [320, 1280]) {
    test(`axe finds nothing, ${colorScheme}, at ${width} px`, async () => {
      for (const catalogue of catalogues) {
        const page = await open(build(catalogue), { colorScheme, viewport: { width, height: 900 }, bypassCSP: true });
        await page.locator("details").evaluateAll((all) => all.forEach((it) => { it.open = true; }));
        await page.addScriptTag({ path: axe });
        const { violations, passes } = await page.evaluate(() => axe.run({ resultTypes: ["violations"] }));
        assert.deepEqual(violations.map((it) => [it.id, ...it.nodes.map((node) => node.html)]), [], catalogue);
        assert.ok(passes.some((it) => it.id === "color-contrast"), catalogue);
      }
    });
  }
}

test("html-validate finds nothing", async () => {
  const validator = new HtmlValidate({
    extends: ["html-validate:recommended"],
    rules: {
      "valid-id": ["error", { relaxed: true }], // ids are the catalogue's own
      "long-title": "off", // so is the title
      "no-trailing-whitespace": "off",
      "void-style": "off", // Markdown's `<br />`
      "require-sri": "off",
    },
  });
  for (const catalogue of catalogues) {
    const report = await validator.validateString(file(build(catalogue), "index.html"));
    const messages = report.results.flatMap((it) => it.messages);
    assert.deepEqual(messages.map((it) => `${it.line}: ${it.ruleId}: ${it.message}`), [], catalogue);
  }
});

/// What TypeScript says of data that should have a type of schema.org.
function typeErrors(data) {
  const path = join(new URL(".", here).pathname, "linked-data.ts");
  writeFileSync(path, `import type { EventSeries, WithContext } from "schema-dts";
export const data: WithContext<EventSeries> = ${JSON.stringify(data)};\n`);
  const program = ts.createProgram([path], {
    noEmit: true, strict: true, skipLibCheck: true, types: [],
    module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler,
  });
  return ts.getPreEmitDiagnostics(program).map((it) => ts.flattenDiagnosticMessageText(it.messageText, "\n"));
}

const linkedData = async (catalogue) =>
  JSON.parse(await (await open(build(catalogue))).locator('script[type="application/ld+json"]').textContent());

test("the linked data has the types of schema.org", async () => {
  for (const catalogue of catalogues) assert.deepEqual(typeErrors(await linkedData(catalogue)), [], catalogue);
  const wrong = await linkedData("series.yaml");
  wrong.subEvent[0].nmae = "a misspelt name";
  assert.notDeepEqual(typeErrors(wrong), []);
});

test("the linked data says when, where, who, and what became of it", async () => {
  const { subEvent, organizer } = await linkedData("series.yaml");
  const event = (name) => subEvent.find((event) => event["@id"].endsWith(`#${name}`));
  assert.equal(subEvent.length, 6);
  assert.deepEqual([event("next").startDate, event("next").endDate], ["2027-03-15T13:00:00+01:00", "2027-03-15T14:30:00+01:00"]);
  assert.equal(event("summer").startDate, "2027-04-12T16:00:00+02:00");
  assert.deepEqual([event("days").startDate, event("days").endDate], ["2027-06-01", "2027-06-02"]);
  const mode = (name) => event(name).eventAttendanceMode.replace("https://schema.org/", "");
  assert.deepEqual(["next", "summer", "past"].map(mode), ["OnlineEventAttendanceMode", "MixedEventAttendanceMode", "OfflineEventAttendanceMode"]);
  const status = (name) => event(name).eventStatus.replace("https://schema.org/Event", "");
  assert.deepEqual(["next", "cancelled", "postponed"].map(status), ["Scheduled", "Cancelled", "Postponed"]);
  assert.deepEqual(event("next").location, { "@type": "VirtualLocation", url: "https://example.org/register?a=1&b=2" });
  assert.deepEqual(event("summer").location.map((it) => it["@type"]), ["Place", "VirtualLocation"]);
  assert.deepEqual(event("next").performer.map((it) => it.name), ["Dr. Second", "Dr. Third"]);
  assert.equal(organizer[0].name, "Ada Organiser");
  const [recording] = event("past").recordedIn;
  assert.equal(recording.uploadDate, "2026-10-09T00:00:00+02:00");
  assert.equal(recording.embedUrl, "https://www.youtube-nocookie.com/embed/zLxYUtToXGg");
  assert.equal(recording.thumbnailUrl, "https://i.ytimg.com/vi/zLxYUtToXGg/hqdefault.jpg");
  assert.equal(recording.duration, "PT3720S");
  const text = JSON.stringify(subEvent);
  for (const secret of ["private-join", "ada@example.org"]) assert.ok(!text.includes(secret), secret);
});

test("a Danish series has Danish dates and labels", async () => {
  const page = await open(build("danish.yaml"), { timezoneId: "Asia/Tokyo" });
  assert.equal(await page.locator("html").getAttribute("lang"), "da");
  assert.equal(await page.locator(".next h2").textContent(), "Næste webinar");
  assert.equal(await page.locator(".next .when").innerText(), "mandag den 15. marts 2027 13.00–14.30 CET");
  assert.match(await page.locator(".next .yours").innerText(), /^Din tid: mandag den 15\. marts 2027 .*21\.00.22\.30/);
});
