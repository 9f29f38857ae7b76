// Leaves out of a WebAssembly module what only a debugger reads: half of the interpreter's 26 MB.
import { readFileSync, writeFileSync } from "node:fs";

const [from, to] = process.argv.slice(2);
const module = readFileSync(from);

/** A LEB128 number and where it ends (https://webassembly.github.io/spec/core/binary/values.html#integers). */
function number(at) {
  let value = 0;
  for (let scale = 1; ; scale *= 128) {
    const byte = module[at++];
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return [value, at];
  }
}

const kept = [module.subarray(0, 8)];
for (let at = 8; at < module.length; ) {
  const [size, content] = number(at + 1);
  const [length, name] = number(content);
  // Section 0 has a name of its own.
  const isForDebuggers = module[at] === 0 && module.toString("utf8", name, name + length).startsWith(".debug_");
  if (!isForDebuggers) kept.push(module.subarray(at, content + size));
  at = content + size;
}
writeFileSync(to, Buffer.concat(kept));
