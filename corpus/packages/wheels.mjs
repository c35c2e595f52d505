// What an extension module of Python does: node wheels.mjs PYTHON FUNCTIONS MODULE INITIALIZER UNNAMED
//
// PYTHON is the stand-in for Python, FUNCTIONS has the names of its functions, and UNNAMED is the number of its first object without
// a name. Prints for each run a line "flags F failing N", and then what the module calls and gives. In each run, another call fails.

import { readFileSync } from "node:fs";

const [pythonFile, functionsFile, moduleFile, initializer, unnamedText] = process.argv.slice(2);
const FIRST_UNNAMED = Number(unnamedText);
const NAMES = readFileSync(functionsFile, "utf8").trimEnd().split("\n");
const python = new WebAssembly.Module(readFileSync(pythonFile));
const module = new WebAssembly.Module(readFileSync(moduleFile));

const OBJECT_BYTES = 256;
const UNNAMED_OBJECTS = 64;
const MAX_CALLS = 5000;
const MAX_NUMBER = 1024;
const MIN_TEXT = 4;
const MAX_TEXT = 60;
const MAX_RUNS = 40;
const PAGES = 512;
const STACK = 1 << 20;

// No known type, and bytes that are exceptions and classes as well.
const FLAGS = [0, (1 << 27) | (1 << 30) | (1 << 31)];

// The bytes and slots that a library asks for.
function needs(library) {
  const bytes = new Uint8Array(WebAssembly.Module.customSections(library, "dylink.0")[0]);
  let at = 0;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) {
        return value;
      }
    }
  };
  while (at < bytes.length) {
    const [kind, size] = [number(), number()];
    if (kind === 1) {
      return { bytes: number(), alignment: 1 << number(), slots: number() };
    }
    at += size;
  }
  return { bytes: 0, alignment: 1, slots: 0 };
}

// The two in one memory, with a function that the stand-in asks for results.
function load(trace) {
  const memory = new WebAssembly.Memory({ initial: PAGES });
  const table = new WebAssembly.Table({ element: "anyfunc", initial: 1 });
  const stackPointer = new WebAssembly.Global({ value: "i32", mutable: true }, STACK);
  let free = STACK;
  const slots = new Map();

  const pointerTo = (f) => {
    if (!slots.has(f)) {
      slots.set(f, table.grow(1));
      table.set(slots.get(f), f);
    }
    return slots.get(f);
  };

  const instantiate = (library, others) => {
    const need = needs(library);
    const base = Math.ceil(free / need.alignment) * need.alignment;
    free = base + need.bytes;
    const tableBase = table.grow(need.slots);
    const got = [];
    const imports = { trace: { trace }, env: {}, "GOT.mem": {}, "GOT.func": {} };
    let exports;
    const own = new Set(WebAssembly.Module.exports(library).map(({ name }) => name));
    for (const { module, name, kind } of WebAssembly.Module.imports(library)) {
      if (module.startsWith("GOT.")) {
        imports[module][name] = new WebAssembly.Global({ value: "i32", mutable: true }, 0);
        got.push([module, name]);
      } else if (module === "env") {
        imports.env[name] =
          kind === "function" && own.has(name) ? (...values) => exports[name](...values) : others?.exports[name];
      }
    }
    const constant = (value) => new WebAssembly.Global({ value: "i32", mutable: false }, value);
    Object.assign(imports.env, { memory, __indirect_function_table: table, __stack_pointer: stackPointer });
    Object.assign(imports.env, { __memory_base: constant(base), __table_base: constant(tableBase) });
    exports = new WebAssembly.Instance(library, imports).exports;
    for (const [kind, name] of got) {
      const [owner, ownerBase] = own.has(name) ? [exports, base] : [others.exports, others.base];
      imports[kind][name].value = kind === "GOT.mem" ? owner[name].value + ownerBase : pointerTo(owner[name]);
    }
    exports.__wasm_apply_data_relocs?.();
    exports.__wasm_call_ctors?.();
    return { exports, base };
  };

  const standIn = instantiate(python);
  return { memory, python: standIn.exports, module: instantiate(module, standIn).exports };
}

function run(flags, failing) {
  const lines = [`flags ${flags} failing ${failing}`];
  const methods = new Set();
  let calls = 0;
  let unnamedCount = 0;
  let objects;
  const loaded = load(trace);
  const { buffer } = loaded.memory;
  const view = new DataView(buffer);
  const bytes = new Uint8Array(buffer);
  const read = (address) => view.getInt32(address, true);
  objects = loaded.python.objects();
  view.setInt32(objects + OBJECT_BYTES + 84, flags, true);

  function unnamed() {
    const object = objects + (FIRST_UNNAMED + (unnamedCount++ % UNNAMED_OBJECTS)) * OBJECT_BYTES;
    view.setInt32(object, 1, true);
    return object;
  }

  // An argument; the one after it may be the length of a text.
  function shown(value, next = 0) {
    if (value >= -MAX_NUMBER && value < MAX_NUMBER) {
      return String(value);
    }
    const offset = value - objects;
    if (offset >= 0 && offset < (FIRST_UNNAMED + UNNAMED_OBJECTS) * OBJECT_BYTES) {
      return `#${Math.floor(offset / OBJECT_BYTES)}+${offset % OBJECT_BYTES}`;
    }
    const length = next > 0 ? Math.min(next, MAX_TEXT) : MAX_TEXT;
    let text = "";
    for (let at = value; at >= 0 && at < bytes.length && text.length < length && bytes[at] >= 32 && bytes[at] <= 126; at++) {
      text += String.fromCharCode(bytes[at]);
    }
    return text.length < MIN_TEXT ? "&" : `'${text}'`;
  }

  function trace(answerKind, number, first, second, third) {
    calls++;
    if (calls > MAX_CALLS) {
      throw new Error(`endless: ${lines.slice(-20)}`);
    }
    const fails = calls === failing;
    const answer = [
      () => (fails ? -1 : 0),
      () => (fails ? 0 : unnamed()),
      () => (fails ? 0 : first),
      () => (fails ? -1 : third),
      () => (fails ? 0 : 1),
    ][answerKind]();
    if (NAMES[number] === "PyCMethod_New") {
      methods.add(first);
    }
    lines.push(`${NAMES[number]}(${shown(first, second)}, ${shown(second, third)}, ${shown(third)}) = ${shown(answer)}`);
    return answer;
  }

  function all() {
    const initialized = loaded.module[initializer]();
    lines.push(`${initializer}: ${shown(initialized)}`);
    if (initialized === 0) {
      return;
    }
    const self = unnamed();
    for (let slot = read(initialized + 36); read(slot) !== 0; slot += 8) {
      if (read(slot) === 2) {
        lines.push(`exec: ${shown(loaded.python.call1(read(slot + 4), self))}`);
      }
    }
    const cells = loaded.python.cells();
    for (const method of [...methods]) {
      const methodFlags = read(method + 8);
      const parameters = 2 + (methodFlags & 0x80 ? 1 : 0) + (methodFlags & 2 ? 1 : 0);
      const values = [self, cells, 1, 0].slice(0, parameters);
      const name = shown(read(method));
      lines.push(`${name}: ${shown(loaded.python[`call${parameters}`](read(method + 4), ...values))}`);
    }
  }

  try {
    all();
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) {
      throw error;
    }
    lines.push("trap");
  }
  console.log(lines.join("\n"));
  return calls;
}

for (const flags of FLAGS) {
  const calls = run(flags, 0);
  const step = Math.ceil(calls / MAX_RUNS);
  for (let failing = 1; failing <= calls; failing += step) {
    run(flags, failing);
  }
}
