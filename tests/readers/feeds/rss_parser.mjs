// Prints the items of RSS and Atom feeds, as rss-parser reads them, as JSON by file.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename } from "node:path";

// The package lies under target/readers, outside the tree.
const Parser = createRequire(process.env.NODE_MODULES + "/")("rss-parser");

const parser = new Parser({
  customFields: { item: [["media:thumbnail", "thumbnail"], ["content:encoded", "encoded"]] },
});

async function items(file) {
  try {
    const feed = await parser.parseString(readFileSync(file, "utf8"));
    return feed.items.map(item);
  } catch (error) {
    return { refused: error.message };
  }
}

function item(entry) {
  return {
    id: entry.id ?? entry.guid,
    title: entry.title,
    link: entry.link,
    published: entry.isoDate,
    content: entry.encoded ?? entry.content,
    tags: entry.categories ?? [],
    thumbnail: entry.thumbnail?.$.url ?? null,
  };
}

const read = await Promise.all(process.argv.slice(2).map(async (file) => [basename(file), await items(file)]));
process.stdout.write(JSON.stringify(Object.fromEntries(read)));
