// Calls every function of modules that import nothing: exceptions.mjs MODULE...
import { readFileSync } from 'node:fs';

function call(f) {
  try {
    return String(f());
  } catch (e) {
    if (e instanceof WebAssembly.RuntimeError) return 'trap';
    if (e instanceof WebAssembly.Exception) return 'exception';
    throw e;
  }
}

for (const path of process.argv.slice(2)) {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(path)));
  for (const [name, f] of Object.entries(exports)) {
    if (typeof f === 'function') console.log(`${name} = ${call(f)}`);
  }
}
