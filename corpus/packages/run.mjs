// Runs modules of packages as their calls say (see README.md), alone or linked:
//
//   node run.mjs alone [NAME MODULE CALLS]…
//   node run.mjs linked IMAGE [INSTANCE BASE CALLS]…
//
// Each line of the output is what a line of the calls reported, behind the name and a tab.

import { readFileSync } from "node:fs";

const SAMPLE_LETTERS = 7;

function sample(size) {
  const bytes = Buffer.alloc(size);
  let state = 1;
  for (let i = 0; i < size; i++) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    bytes[i] = 97 + ((state >>> 16) & SAMPLE_LETTERS);
  }
  return bytes;
}

function toBytes(text) {
  const [, kind, value] = /^(\w+):(.*)$/.exec(text);
  switch (kind) {
    case "hex":
      return Buffer.from(value, "hex");
    case "text":
      return Buffer.from(value, "utf8");
    case "sample":
      return sample(Number(value));
    default:
      throw new Error(text);
  }
}

class Calls {
  constructor(name, file, base) {
    this.name = name;
    this.base = base;
    this.lines = readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("#"));
    this.variables = new Map();
  }

  report(text) {
    console.log(`${this.name}\t${text}`);
  }

  host(module, name) {
    const says = `host ${module} ${name} `;
    switch (this.lines.find((line) => line.startsWith(says))?.slice(says.length)) {
      case "zero":
        return () => 0;
      case "copy":
        return (to, from, length) =>
          new Uint8Array(this.memory.buffer).copyWithin(to + this.base, from + this.base, from + this.base + length);
      case "told":
        return (...values) => this.report(`told ${values.join(" ")}`);
      default:
        return () => {
          throw new Error(`${module} ${name} is called`);
        };
    }
  }

  value(text) {
    if (/^-?\d/.test(text)) {
      return text.endsWith("n") ? BigInt(text.slice(0, -1)) : Number(text);
    }
    const [name, distance] = text.split("+");
    return this.variables.get(name) + Number(distance ?? 0);
  }

  address(text) {
    return (this.value(text) + this.base) >>> 0;
  }

  run(exportOf, memory) {
    this.memory = memory;
    for (const line of this.lines.filter((other) => !other.startsWith("host "))) {
      const [, names, text] = /^(?:([\w, ]+) = )?(.*)$/.exec(line);
      const [command, ...words] = text.split(" ");
      if (command === "write") {
        new Uint8Array(memory.buffer).set(toBytes(words.slice(1).join(" ")), this.address(words[0]));
      } else if (command === "read") {
        this.report(Buffer.from(memory.buffer, this.address(words[0]), this.value(words[1])).toString("hex"));
      } else {
        const found =
          command === "u32"
            ? new DataView(memory.buffer).getInt32(this.address(words[0]), true)
            : exportOf(command)(...words.map((word) => this.value(word)));
        const results = found === undefined ? [] : [found].flat();
        names?.split(", ").forEach((name, i) => this.variables.set(name, results[i]));
        this.report(results.join(" "));
      }
    }
  }
}

function instantiate(file, host) {
  const module = new WebAssembly.Module(readFileSync(file));
  const imports = {};
  for (const imported of WebAssembly.Module.imports(module)) {
    imports[imported.module] ??= {};
    imports[imported.module][imported.name] = host(imported.module, imported.name);
  }
  const { exports } = new WebAssembly.Instance(module, imports);
  (exports._initialize ?? exports.__wasm_call_ctors)?.();
  return { exports, memory: Object.values(exports).find((value) => value instanceof WebAssembly.Memory) };
}

const [kind, ...files] = process.argv.slice(2);
if (kind === "alone") {
  for (let i = 0; i < files.length; i += 3) {
    const calls = new Calls(files[i], files[i + 2], 0);
    const { exports, memory } = instantiate(files[i + 1], (module, name) => calls.host(module, name));
    calls.run((name) => exports[name], memory);
  }
} else {
  const instances = new Map();
  for (let i = 1; i < files.length; i += 3) {
    instances.set(files[i], new Calls(files[i], files[i + 2], Number(files[i + 1])));
  }
  const { exports, memory } = instantiate(files[0], (module, name) => {
    const [instance, ...rest] = name.split("!");
    return instances.get(instance).host(module, rest.join("!"));
  });
  for (const [instance, calls] of instances) {
    calls.run((name) => exports[`${instance}!${name}`], memory);
  }
}
