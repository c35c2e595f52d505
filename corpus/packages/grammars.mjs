// What web-tree-sitter finds in grammars: node grammars.mjs DIRECTORY TEXT, with a line for each grammar,
//
//   NAME VERSION COUNT SYMBOLS FIELDS
//
// the names in hexadecimal, or "NAME old" where web-tree-sitter does not know the version; and one that begins with "tokens": the
// leaves of TEXT as the JSON grammar parses it, each with its end. There are tabs between fields, and between tokens.

import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const OLDEST_KNOWN_VERSION = 13;

const [directory, text] = process.argv.slice(2);
const Parser = createRequire(import.meta.url)(resolve(directory, "web-tree-sitter"));
await Parser.init();

const hex = (name) => Buffer.from(name, "utf8").toString("hex");
const load = (file) => Parser.Language.load(resolve(directory, "tree-sitter-wasms/out", file));

// It looks for fields where an old grammar has something else, and may find none.
async function loadIfKnown(file) {
  try {
    const language = await load(file);
    return language.version >= OLDEST_KNOWN_VERSION ? language : undefined;
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) {
      return undefined;
    }
    throw error;
  }
}

const parser = new Parser();
parser.setLanguage(await load("tree-sitter-json.wasm"));
const tokens = [];
const visit = (node) => {
  if (node.childCount === 0) {
    tokens.push(`${node.type} ${node.endIndex}`);
  }
  node.children.forEach(visit);
};
visit(parser.parse(text).rootNode);
console.log(["tokens", ...tokens].join("\t"));

for (const file of readdirSync(join(directory, "tree-sitter-wasms/out")).sort()) {
  const language = await loadIfKnown(file);
  const line = [file.replace(/^tree-sitter-|\.wasm$/g, "")];
  if (language === undefined) {
    line.push("old");
  } else {
    line.push(language.version, language.nodeTypeCount);
    line.push(Array.from({ length: language.nodeTypeCount }, (_, i) => hex(language.nodeTypeForId(i))).join(" "));
    line.push(Array.from({ length: language.fieldCount }, (_, i) => hex(language.fieldNameForId(i + 1))).join(" "));
  }
  console.log(line.join("\t"));
}
