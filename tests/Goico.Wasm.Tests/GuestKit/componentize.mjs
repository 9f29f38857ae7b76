// A core module that speaks the canonical ABI becomes a component of the WIT package.
import { componentEmbed, componentNew } from "@bytecodealliance/jco";
import { readFile, writeFile } from "node:fs/promises";

const [core, wit, out] = process.argv.slice(2);
const embedded = await componentEmbed({
  binary: await readFile(core),
  witSource: await readFile(wit, "utf8"),
  world: "jobicolet-coded",
  stringEncoding: "utf8",
  dummy: false,
  metadata: [],
});
await writeFile(out, await componentNew(embedded, []));
