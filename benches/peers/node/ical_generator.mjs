// ical-generator: the calendar of the series, and one of each event.

import { readFileSync, writeFileSync } from 'node:fs';
import ical from 'ical-generator';

const [content, folder] = process.argv.slice(2);
const { title, description, timezone, events } = JSON.parse(readFileSync(content, 'utf8'));

// With a zone, a Date stands for what the zone's clocks show.
const local = (time) => new Date(time.slice(0, 19));

const of = (event) => ({
  id: event.uid,
  stamp: new Date(event.stamp),
  start: local(event.start),
  end: local(event.end),
  timezone,
  summary: event.summary,
  description: event.description,
  location: event.location,
  url: event.url,
  categories: event.tags.map((name) => ({ name })),
});

const series = ical({ name: title, description });
for (const event of events) {
  series.createEvent(of(event));
  const single = ical({ events: [of(event)] });
  writeFileSync(`${folder}/${event.id}.ics`, single.toString());
}
writeFileSync(`${folder}/calendar.ics`, series.toString());
