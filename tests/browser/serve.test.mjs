// The live preview: an open page follows the catalogue while it is edited.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { TODAY, browser, here } from "./common.mjs";

const series = readFileSync(new URL("series.yaml", here), "utf8");

/// A preview of a catalogue: its address, and how to edit the catalogue.
async function preview(test, catalogue) {
  const folder = mkdtempSync(join(tmpdir(), "seminar-"));
  const write = (text) => {
    writeFileSync(join(folder, "new"), text);
    renameSync(join(folder, "new"), join(folder, "events.yaml"));
  };
  write(catalogue);
  const words = ["serve", "--quiet", "--port", "0", "--now", TODAY];
  const process_ = spawn(process.env.SEMINAR, words, { cwd: folder, stdio: ["ignore", "pipe", "ignore"] });
  test.after(() => process_.kill());
  const [address] = await new Promise((resolve) => process_.stdout.once("data", (data) => resolve(String(data).split("\n"))));
  return { address, write };
}

test("an open page follows the catalogue: right, broken, right again, and back", async (test) => {
  const { address, write } = await preview(test, series);
  const page = await browser.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("console", (message) => {
    // The browser notes that the page of mistakes is an answer with an error; so it is.
    if (message.type() === "error" && !message.text().includes("503")) wrong.push(message.text());
  });
  await page.goto(address);
  await page.getByText("What is next").first().waitFor();

  for (const [name, text, seen] of [
    ["another title", series.replaceAll("What is next", "An edited title"), "An edited title"],
    ["a mistake", series.replace("start: ", "start: <b>never</b> "), "<b>never</b>"],
    ["the mistake mended", series, "What is next"],
    ["one more title", series.replaceAll("What is next", "The last title"), "The last title"],
  ]) {
    const start = performance.now();
    write(text);
    await page.getByText(seen).first().waitFor();
    test.diagnostic(`${name}: seen after ${Math.round(performance.now() - start)} ms`);
    assert.equal(await page.locator("b", { hasText: "never" }).count(), 0, "text stays text");
  }
  assert.deepEqual(wrong, [], "nothing that the page's policy refuses");
  await page.close();
});
