// Ajv as a contender: reads one command a line from stdin, answers each with one line of JSON on stdout.
//   {"do":"versions"}                                  -> {"node":"20.1.0","v8":"…","ajv":"8.20.0"}
//   {"do":"load","pair":…,"schema":path,"instance":path} -> {"valid":true}
//   {"do":"run","pair":…,"seconds":0.2}                -> {"micros":1.5}  the mean of a document over that time
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const require = createRequire(import.meta.url);
const Ajv = require('ajv').default;
const Ajv2020 = require('ajv/dist/2020.js').default;
const addFormats = require('ajv-formats').default;
const version = require('ajv/package.json').version;

const pairs = new Map();

function load({ pair, schema, instance }) {
  const parsed = JSON.parse(readFileSync(schema, 'utf8'));
  const Draft = /2020-12/.test(parsed.$schema) ? Ajv2020 : Ajv;
  const validate = addFormats(new Draft({ strict: false, allErrors: false })).compile(parsed);
  const bytes = readFileSync(instance);
  // As in a server: what arrived is bytes.
  const judge = () => validate(JSON.parse(bytes.toString('utf8')));
  pairs.set(pair, { judge, batch: 1 });
  return { valid: judge() };
}

function run({ pair, seconds }) {
  const measured = pairs.get(pair);
  const end = seconds * 1e9;
  const start = process.hrtime.bigint();
  let elapsed = 0;
  let documents = 0;
  let valid = 0;
  while (elapsed < end) {
    for (let i = 0; i < measured.batch; i++) {
      if (measured.judge()) valid++;
    }
    documents += measured.batch;
    elapsed = Number(process.hrtime.bigint() - start);
  }
  // About a millisecond a batch, so that reading the clock costs nothing.
  measured.batch = Math.max(1, Math.round(documents / (elapsed / 1e6)));
  if (valid !== 0 && valid !== documents) throw new Error(`${pair}: the verdict changed`);
  return { micros: elapsed / 1e3 / documents };
}

const commands = {
  versions: () => ({ node: process.versions.node, v8: process.versions.v8, ajv: version }),
  load,
  run,
};

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  console.log(JSON.stringify(commands[command.do](command)));
}
