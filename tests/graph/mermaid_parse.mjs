// Reads a JSON array of Mermaid texts; writes what the real parser makes of each.
// Run in a directory whose node_modules has mermaid and jsdom.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(process.cwd() + "/");
const { JSDOM } = require("jsdom");
const { window } = new JSDOM("");
globalThis.window = window;
globalThis.document = window.document;
const load = (name) => import(pathToFileURL(require.resolve(name)));
const mermaid = (await load("mermaid")).default;

let input = "";
for await (const chunk of process.stdin) input += chunk;
await mermaid.parse("flowchart TD\n a"); // registers the diagrams
const answers = [];
for (const text of JSON.parse(input)) {
  try {
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
    answers.push({
      nodes: Object.fromEntries([...db.getVertices()].map(([id, node]) => [id, node.text])),
      edges: db.getEdges().map((edge) => [edge.start, edge.end, edge.text]),
    });
  } catch (error) {
    answers.push({ error: String(error) });
  }
}
process.stdout.write(JSON.stringify(answers), () => process.exit(0));
