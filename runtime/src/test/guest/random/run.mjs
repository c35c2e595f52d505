// Runs a program that was linked statically, as reference for a random program of several modules.
//
//   node run.mjs MODULE NAME:SHAPE:ARGUMENT...
//
// The first line of the output is the result of initializing it, and then there is one for each call: an unsigned integer, a float's
// bits, or "thrown", or "trap". SeparateRun.java has the same hosts.

import { readFileSync } from "node:fs";

const DEPTH = 4;
const bits = new DataView(new ArrayBuffer(8));

function real(argument) {
  bits.setBigUint64(0, argument);
  return bits.getFloat64(0);
}

function call(exports, name, shape, argument) {
  switch (shape) {
    case "NUMBER":
      return (exports[name](Number(argument & 0xffffffffn) | 0, DEPTH) >>> 0).toString();
    case "WIDE":
      return BigInt.asUintN(64, exports[name](BigInt.asIntN(64, argument), DEPTH)).toString();
    case "REAL":
      bits.setFloat64(0, exports[name](real(argument), DEPTH));
      return bits.getBigUint64(0).toString();
    default:
      throw new Error(`a function of shape ${shape}`);
  }
}

function outcome(what) {
  try {
    return what();
  } catch (e) {
    if (e instanceof WebAssembly.Exception) {
      return "thrown";
    } else if (e instanceof WebAssembly.RuntimeError) {
      return "trap";
    }
    throw e;
  }
}

const [path, ...calls] = process.argv.slice(2);
let exports;
const env = {
  host_number: (x, d) => (Math.imul(x, 2654435) + 12345) | 0,
  host_call: (f, x, d) => exports.__indirect_function_table.get(f)(x, d) ^ 0x55,
  host_make: (words) => {
    const p = exports.malloc(words * 4);
    new Uint32Array(exports.memory.buffer, p, words).forEach((_, i, all) => (all[i] = i * 3));
    return p;
  },
  host_free: (p) => exports.free(p),
};
// C's library refers to files, which no program uses.
const wasi_snapshot_preview1 = new Proxy({}, { get: () => () => 52 });
const imports = { env, wasi_snapshot_preview1 };
exports = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(path)), imports).exports;
console.log(outcome(() => (exports.__wasm_call_ctors?.(), "done")));
for (const text of calls) {
  const [name, shape, argument] = text.split(":");
  console.log(outcome(() => call(exports, name, shape, BigInt(argument))));
}
