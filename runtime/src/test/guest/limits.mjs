// Calls functions of an image, each in an instance of its own, and prints what came of it: node limits.mjs IMAGE CALLS.
// A line of CALLS is "memory" or "tables", an export, and its arguments. Of a memory, which begins as bytes 7, 38, 69 and
// so on, the bytes that the call changed are printed; of the tables of table_ranges.wat, what they have then.
import { readFileSync } from "node:fs";

const module = new WebAssembly.Module(readFileSync(process.argv[2]));
const lines = [];
for (const line of readFileSync(process.argv[3], "utf8").trimEnd().split("\n")) {
  const [observed, name, ...args] = line.split(" ");
  const exports = new WebAssembly.Instance(module, {}).exports;
  const memory = observed === "memory" ? new Uint8Array(exports.memory.buffer) : [];
  for (let i = 0; i < memory.length; i++) memory[i] = i * 31 + 7;
  let outcome;
  try {
    const result = exports[name](...args.map(Number));
    outcome = result === undefined ? "[]" : `[${result}]`;
  } catch (e) {
    if (!(e instanceof WebAssembly.RuntimeError)) throw e;
    outcome = "trap";
  }
  const after = [];
  for (let i = 0; i < memory.length; i++) {
    if (memory[i] !== ((i * 31 + 7) & 0xff)) after.push(`${i}=${memory[i]}`);
  }
  for (let table = 0; observed === "tables" && table < 2; table++) {
    const slots = [];
    for (let i = 0; i < exports["a!size"](table); i++) slots.push(exports["a!slot"](table, i));
    after.push(`[${slots.join(", ")}]`);
  }
  lines.push(`${outcome} ${after.join(" ")}`.trimEnd());
}
console.log(lines.join("\n"));
