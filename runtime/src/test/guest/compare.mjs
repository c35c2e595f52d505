// Calls every function of a module alone, and of its instances "one" and "two" in an image: compare.mjs ALONE IMAGE.
import { readFileSync } from 'node:fs';

const [alone, image] = process.argv.slice(2).map((path) => new WebAssembly.Instance(new WebAssembly.Module(readFileSync(path))));
image.exports._initialize?.();

function call(f) {
  try {
    return String(f());
  } catch (e) {
    if (e instanceof WebAssembly.RuntimeError) return 'trap';
    throw e;
  }
}

const functions = Object.keys(alone.exports).filter((name) => typeof alone.exports[name] === 'function');
const expected = functions.map((name) => call(alone.exports[name]));
let calls = 0;
for (const instance of ['one', 'two']) {
  functions.forEach((name, i) => {
    const found = call(image.exports[`${instance}!${name}`]);
    calls++;
    if (found !== expected[i]) {
      console.log(`${instance}!${name} gives ${found}, and alone ${expected[i]}`);
      process.exitCode = 1;
    }
  });
}
console.log(`${calls} calls compared`);
