// core module, WIT file, world, component: makes a component, with jco (npm @bytecodealliance/jco 1.35).
import { componentEmbed, componentNew } from '@bytecodealliance/jco';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const [core, wit, world, out] = process.argv.slice(2);
const embedded = await componentEmbed({
  binary: await readFile(core),
  witSource: await readFile(wit, 'utf8'),
  world,
  stringEncoding: 'utf8',
  dummy: false,
  metadata: [],
});
const library = fileURLToPath(import.meta.resolve('@bytecodealliance/jco'));
const adapter = await readFile(new URL('../lib/wasi_snapshot_preview1.reactor.wasm', 'file://' + library));
await writeFile(out, await componentNew(embedded, [['wasi_snapshot_preview1', adapter]]));
