// What the browser tests share: a built folder, and pages of it in Chromium. Nothing reaches the
// network: whatever a page asks for is noted, and answered with nothing.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const here = new URL(".", import.meta.url);

/// A day before the next event of `series.yaml`.
export const TODAY = "2027-03-01T12:00:00Z";

/// Runs the command.
export function seminar(...words) {
  return execFileSync(process.env.SEMINAR, words, { encoding: "utf8" });
}

/// Builds a catalogue of this folder, and gives the folder that was built.
export function build(catalogue, now = TODAY) {
  const out = mkdtempSync(join(tmpdir(), "seminar-"));
  seminar("build", "--quiet", "-c", fileURLToPath(new URL(catalogue, here)), "--out", out, "--now", now);
  return out;
}

/// A file of a built folder.
export const file = (folder, name) => readFileSync(join(folder, name), "utf8");

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--no-first-run", "--host-resolver-rules=MAP * ~NOTFOUND"],
});
after(() => browser.close());

/// Opens a page of a folder. `page.asked` are the addresses that it asked the network for,
/// `page.wrong` its errors and what its policy refused.
export async function open(folder, { name = "index.html", now = TODAY, ...options } = {}) {
  const context = await browser.newContext({ timezoneId: "Europe/Copenhagen", ...options });
  const asked = [];
  const wrong = [];
  await context.route(/^(?!file:)/, (route) => {
    asked.push(route.request().url());
    return route.fulfill({ contentType: "image/svg+xml", body: '<svg xmlns="http://www.w3.org/2000/svg"/>' });
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  page.on("dialog", (dialog) => wrong.push(dialog.message()) && dialog.dismiss());
  await page.clock.install({ time: new Date(now) });
  await page.goto(`file://${join(folder, name)}`);
  return Object.assign(page, { asked, wrong });
}

/// The ids of the events of a section, as far as they are to be seen.
export const ids = (page, section) =>
  page.locator(`section.${section} article:visible`).evaluateAll((found) => found.map((it) => it.id));
