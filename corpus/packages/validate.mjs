// Reads modules from standard input, each after its length in four bytes, the lowest first, and prints a line for each:
// "valid", or what is wrong with it.

let read = Buffer.alloc(0);
const chunks = [];
let held = 0;

function check(bytes) {
  if (WebAssembly.validate(bytes)) {
    return "valid";
  }
  try {
    new WebAssembly.Module(bytes);
    return "invalid";
  } catch (e) {
    return e.message;
  }
}

for await (const chunk of process.stdin) {
  chunks.push(chunk);
  held += chunk.length;
  while (read.length + held >= 4) {
    if (read.length < 4) {
      read = Buffer.concat([read, ...chunks.splice(0)]);
      held = 0;
    }
    const end = 4 + read.readUInt32LE(0);
    if (read.length + held < end) {
      break;
    }
    read = Buffer.concat([read, ...chunks.splice(0)]);
    held = 0;
    console.log(check(read.subarray(4, end)));
    read = read.subarray(end);
  }
}
