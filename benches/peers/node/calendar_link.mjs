// calendar-link: the links of each event.

import { readFileSync, writeFileSync } from 'node:fs';
import { google, office365, outlook, yahoo } from 'calendar-link';

const [content, folder] = process.argv.slice(2);
const { events } = JSON.parse(readFileSync(content, 'utf8'));

const links = events.map(({ uid, summary, details, location, start, end }) => {
  const event = { uid, title: summary, description: details, location, start, end };
  return {
    google: google(event),
    outlook: outlook(event),
    office365: office365(event),
    yahoo: yahoo(event),
  };
});
writeFileSync(`${folder}/links.json`, JSON.stringify(links));
