// Compares accesses of a module alone with those of the same module rebased in an image: node rebased.mjs MODULE IMAGE
// BASE BELOW, where BELOW says whether what is below the base is in reach. Each function makes one access, whose
// offset, width and alignment its name gives: f!NUMBER!OFFSET!WIDTH!ALIGNMENT. Prints what is not as the rules say.
import { readFileSync } from "node:fs";

const [alonePath, imagePath, baseText, belowText] = process.argv.slice(2);
const base = Number(baseText);
const below = belowText === "true";
const PAGE = 65536;
const ADDRESSES = 2 ** 32;

const alone = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(alonePath)), {}).exports;
const image = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(imagePath)), {}).exports;
const own = Buffer.from(alone.memory.buffer);
const size = image.memory.buffer.byteLength;
const program = new Uint8Array(image.memory.buffer);
const moved = Buffer.from(image.memory.buffer, base, PAGE);
const neighbours = [Buffer.from(image.memory.buffer, base - PAGE, PAGE), Buffer.from(image.memory.buffer, base + PAGE, PAGE)];

const pattern = Buffer.alloc(PAGE);
for (let i = 0; i < PAGE; i++) pattern[i] = (i * 31 + 7) & 0xff;
const reset = () => {
  for (const buffer of [own, moved, ...neighbours]) if (!buffer.equals(pattern)) pattern.copy(buffer);
};

const outcome = (call) => {
  try {
    return String(call());
  } catch (e) {
    if (!(e instanceof WebAssembly.RuntimeError)) throw e;
    return "trap";
  }
};

let calls = 0;
let within = 0;
for (const name of Object.keys(alone).filter((name) => name.startsWith("f!"))) {
  const [, , offset, width, alignment] = name.split("!").map(Number);
  const addresses = [0, 1, 8, PAGE - 16, PAGE - 8, PAGE - 1, PAGE, 2 ** 31 - 1, 2 ** 31, ADDRESSES - base, ADDRESSES - base - 8];
  addresses.push(ADDRESSES - 16, ADDRESSES - 8, ADDRESSES - 1, ADDRESSES - base - PAGE, ADDRESSES - base + PAGE);
  for (const near of [0, 8, PAGE, -base, -base - 8]) for (const by of [-8, -1, 0, 1, 4]) addresses.push(near - offset + by);
  for (const address of addresses.map((a) => ((a % ADDRESSES) + ADDRESSES) % ADDRESSES)) {
    reset();
    calls++;
    const expected = outcome(() => alone[name](address));
    const found = outcome(() => image[`a!${name}`](address));
    const effective = address + offset;
    const first = below ? (effective + base) % ADDRESSES : effective + base;
    const traps = effective >= ADDRESSES || first + width > size || effective % alignment !== 0 || alignment > 2 ** 10;
    const wrong = [];
    if ((found === "trap") !== traps) wrong.push(`${found} instead of ${traps ? "a trap" : "none"}`);
    if (expected !== "trap") {
      within++;
      if (found !== expected) wrong.push(`${found} instead of ${expected}`);
      if (!moved.equals(own)) wrong.push("other bytes");
      if (!neighbours.every((buffer) => buffer.equals(pattern))) wrong.push("a neighbour's bytes");
    }
    if (wrong.length > 0) console.log(`${name} ${address}: ${wrong.join(", ")}`);
  }
}
console.log(`${calls} calls, ${within > calls / 20 ? "many" : "few"} within the module's memory`);
