// Runs kernels in V8. Arguments: their modules. For each line of input, runs each kernel that many
// times and prints a line: module, result and the microseconds of each run.

import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";

const kernels = process.argv.slice(2).map((file) => {
  const module = new WebAssembly.Module(readFileSync(file));
  return { file, run: new WebAssembly.Instance(module).exports.run };
});

for await (const line of createInterface({ input: process.stdin })) {
  const runs = Number(line);
  for (const { file, run } of kernels) {
    let result;
    const times = [];
    for (let i = 0; i < runs; i++) {
      const start = performance.now();
      result = run();
      times.push((performance.now() - start) * 1000);
    }
    console.log([file, result, ...times].join(" "));
  }
}
