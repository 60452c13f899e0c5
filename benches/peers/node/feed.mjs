// feed: the feed of recordings, as RSS, Atom and JSON Feed.

import { readFileSync, writeFileSync } from 'node:fs';
import { Feed } from 'feed';

const [content, folder] = process.argv.slice(2);
const series = JSON.parse(readFileSync(content, 'utf8'));

const feed = new Feed({
  id: series.feeds.atom,
  title: series.title,
  description: series.description,
  link: series.url,
  language: series.language,
  feedLinks: { rss: series.feeds.rss, atom: series.feeds.atom, json: series.feeds.json },
});
for (const item of series.items) {
  feed.addItem({
    id: item.id,
    title: item.title,
    link: item.url,
    published: new Date(item.published),
    date: new Date(item.published),
    author: item.authors.map(({ name, url }) => ({ name, link: url })),
    description: item.summary,
    content: item.content,
    category: item.tags.map((name) => ({ name })),
  });
}
writeFileSync(`${folder}/videos.rss`, feed.rss2());
writeFileSync(`${folder}/videos.atom`, feed.atom1());
writeFileSync(`${folder}/videos.json`, feed.json1());
