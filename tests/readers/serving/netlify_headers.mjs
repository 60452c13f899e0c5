// Reads a file `_headers` with Netlify's own parser, and prints the headers of each path as JSON:
// what each rule that fits it says, in order.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

// Where `run` has installed it.
const require = createRequire(`${process.env.NODE_MODULES}/`);
const module = require.resolve("@netlify/headers-parser");
const { parseAllHeaders } = await import(pathToFileURL(module));

const [file, ...names] = process.argv.slice(2);
const { headers, errors } = await parseAllHeaders({
  headersFiles: [file],
  configHeaders: [],
  minimal: false,
});
if (errors.length) throw errors[0];
const ofName = (name) =>
  headers.filter(({ forRegExp }) => forRegExp.test(`/${name}`)).map(({ values }) => values);
console.log(JSON.stringify(Object.fromEntries(names.map((name) => [name, ofName(name)]))));
