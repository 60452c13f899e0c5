// Takes the README's pictures of the page, from the project's own catalogue the day before its
// third webinar: node screenshots.mjs FOLDER, with the environment that `run` gives.

import { build, open } from "./common.mjs";

const now = "2023-09-17T12:00:00Z";
const [folder] = process.argv.slice(2);
const site = build("../../events.yaml", now);
for (const [shape, viewport] of [["wide", { width: 1120, height: 860 }], ["narrow", { width: 390, height: 844 }]]) {
  for (const colorScheme of ["light", "dark"]) {
    const page = await open(site, { now, viewport, colorScheme, timezoneId: "America/New_York" });
    if (shape === "wide" && colorScheme === "light") await page.locator(".next .menu summary").click();
    await page.evaluate(() => scrollTo(0, document.querySelector(innerWidth < 600 ? ".next" : "h1").getBoundingClientRect().top - 40));
    await page.screenshot({ path: `${folder}/${shape}-${colorScheme}.png` });
  }
}
process.exit();
