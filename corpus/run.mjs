// Runs images in Node, for tests that compare Chicory with another engine.
//
//   node run.mjs JOBS
//
// Each line of the file JOBS is an image and what to call, as JSON:
//   {"module": "…", "image": "path", "calls": [["one!f", ["i32:1", …], ["f64", …]], …]}
// with the arguments and the types of the results. Each line of the output is what came of it:
//   {"module": "…", "results": ["…", …]}
// the first result that of initializing the image, then one for each call, written as GuestCall
// does: integers in decimal and floats as their bits, or "trap: WHY", or "exit N"; then what was printed.

import { closeSync, fstatSync, mkdtempSync, openSync, readFileSync, readSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WASI } from "node:wasi";

const bits = new DataView(new ArrayBuffer(8));

const hex = (value, digits) => value.toString(16).padStart(digits, "0");

function fromText(text) {
  const [type, value] = text.split(":");
  switch (type) {
    case "i32":
      return Number(value);
    case "i64":
      return BigInt(value);
    case "f32":
      bits.setUint32(0, value === "nan" ? 0x7fc00000 : parseInt(value, 16));
      return bits.getFloat32(0);
    case "f64":
      bits.setBigUint64(0, BigInt(value === "nan" ? "0x7ff8000000000000" : "0x" + value));
      return bits.getFloat64(0);
    default:
      throw new Error(`an argument of type ${type}`);
  }
}

function toText(type, value) {
  switch (type) {
    case "i32":
      return `i32:${value}`;
    case "i64":
      return `i64:${value}`;
    case "f32":
      bits.setFloat32(0, value);
      return `f32:${Number.isNaN(value) ? "nan" : hex(bits.getUint32(0), 8)}`;
    case "f64":
      bits.setFloat64(0, value);
      return `f64:${Number.isNaN(value) ? "nan" : hex(bits.getBigUint64(0), 16)}`;
    default:
      throw new Error(`a result of type ${type}`);
  }
}

class Exit extends Error {
  constructor(code) {
    super(`exit ${code}`);
  }
}

// What Trap.java calls them, by V8's messages.
const traps = {
  unreachable: /^unreachable$/,
  memory: /^memory access out of bounds$/,
  integer: /^(divide by zero|remainder by zero|divide result unrepresentable|float unrepresentable in integer range)$/,
  table: /^(table index is out of bounds|null function or function signature mismatch|table access out of bounds)$/,
  stack: /^Maximum call stack size exceeded$/,
};

function trap(e) {
  for (const [name, message] of Object.entries(traps)) {
    if (message.test(e.message)) {
      return `trap: ${name}`;
    }
  }
  throw e;
}

/** Standard output of guests: a file, of which each call's part is read. */
class Output {
  #read = 0;

  constructor(path) {
    this.descriptor = openSync(path, "w+");
  }

  take() {
    const bytes = Buffer.alloc(fstatSync(this.descriptor).size - this.#read);
    readSync(this.descriptor, bytes, 0, bytes.length, this.#read);
    this.#read += bytes.length;
    let text = "";
    for (const byte of bytes) {
      const character = String.fromCharCode(byte);
      text +=
        byte < 0x20 || byte > 0x7e || '"\\%'.includes(character)
          ? "%" + hex(byte, 2).toUpperCase()
          : character;
    }
    return text;
  }

  close() {
    closeSync(this.descriptor);
  }
}

function call(exports, output, [name, args, types]) {
  let result;
  try {
    const value = exports[name](...args.map(fromText));
    const values = types.length === 0 ? [] : types.length === 1 ? [value] : [...value];
    result = values.map((each, i) => toText(types[i], each)).join(" ");
  } catch (e) {
    if (e instanceof Exit) {
      result = e.message;
    } else {
      result = trap(e);
    }
  }
  const printed = output.take();
  return printed === "" ? result : `${result} printed ${printed}`;
}

function run(job, output) {
  const module = new WebAssembly.Module(readFileSync(job.image));
  const wasi = new WASI({ version: "preview1", stdout: output.descriptor });
  const imports = { ...wasi.getImportObject(), env: { emscripten_resize_heap: () => 0 } };
  imports.wasi_snapshot_preview1.proc_exit = (code) => {
    throw new Exit(code);
  };
  const instance = new WebAssembly.Instance(module, imports);
  const importsWasi = WebAssembly.Module.imports(module).some(
    (imported) => imported.module === "wasi_snapshot_preview1",
  );
  if (importsWasi) {
    wasi.initialize(instance);
  } else {
    instance.exports._initialize?.();
  }
  return [output.take(), ...job.calls.map((each) => call(instance.exports, output, each))];
}

const directory = mkdtempSync(join(tmpdir(), "radicchio-"));
try {
  for (const line of readFileSync(process.argv[2], "utf8").trim().split("\n")) {
    const job = JSON.parse(line);
    const output = new Output(join(directory, "stdout"));
    let results;
    try {
      results = run(job, output);
    } catch (e) {
      results = [`cannot be run: ${e}`.replace(/["\\\n]/g, " ")];
    } finally {
      output.close();
    }
    process.stdout.write(JSON.stringify({ module: job.module, results }) + "\n");
  }
} finally {
  rmSync(directory, { recursive: true });
}
