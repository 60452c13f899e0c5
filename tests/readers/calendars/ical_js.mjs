// Prints the entries of calendar files, as ical.js reads them, with the zones of their VTIMEZONEs.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename } from "node:path";

// The package lies under target/readers, outside the tree.
const { default: ICAL } = await import(createRequire(process.env.NODE_MODULES + "/").resolve("ical.js"));

function entries(text) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  }
  return calendar.getAllSubcomponents("vevent").map((component) => entry(new ICAL.Event(component)));
}

function entry(event) {
  const property = (name) => event.component.getFirstPropertyValue(name) ?? "";
  return {
    uid: event.uid,
    start: moment(event.startDate),
    end: moment(event.endDate),
    zone: event.startDate.isDate ? null : event.startDate.zone.tzid,
    status: property("status"),
    summary: event.summary,
    description: event.description,
    location: event.location ?? "",
    categories: event.component.getAllProperties("categories").flatMap((one) => one.getValues()),
  };
}

function moment(time) {
  if (time.isDate) return time.toString();
  if (time.zone === ICAL.Timezone.localTimezone) throw new Error(`${time} is in no zone`);
  return new Date(time.toUnixTime() * 1000).toISOString();
}

const files = process.argv.slice(2);
const read = files.map((file) => [basename(file), entries(readFileSync(file, "utf8"))]);
process.stdout.write(JSON.stringify(Object.fromEntries(read)));
