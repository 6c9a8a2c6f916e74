// Asks handlebars.js for its answers to the templates that handlebars-java was asked for:
//   npm install handlebars && node handlebars.mjs ../templates
// The Java answers (handlebars-java 4.5.4, no escaping, the same helpers) are what counts, and are
// kept as data.  null stands for a template that is refused.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const Handlebars = createRequire(process.cwd() + "/")("handlebars");

const text = (value) => (value === null || value === undefined ? "" : String(value));
Handlebars.registerHelper({
  first: (items) => text(items?.[0] ?? null) && items[0],
  last: (items) => items?.[items.length - 1],
  length: (items) => items?.length ?? 0,
  join: (items, options) => (items ?? []).join(options.hash.separator ?? ", "),
  default: (value, fallback) => (text(value) === "" ? fallback : value),
  truncate: (value, options) => {
    const { length = 100, suffix = "..." } = options.hash;
    const shown = text(value);
    return shown.length <= length ? shown : shown.slice(0, length) + suffix;
  },
});

function answer({ template, data }) {
  try {
    return Handlebars.compile(template, { noEscape: true })(data);
  } catch {
    return null;
  }
}

const directory = process.argv[2];
const cases = JSON.parse(readFileSync(`${directory}/oracle_java.json`, "utf8"));
const lines = cases.map((each) => JSON.stringify(answer(each)));
writeFileSync(`${directory}/oracle_js.json`, `[\n${lines.join(",\n")}\n]\n`);
