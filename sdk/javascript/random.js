// The engine's own random numbers start from the picture that was taken of it when the component was built, and would
// be the same in every run. These come from the host.
import random from "wasi:random/random@0.2.0";

const mostBytes = 65536;
const twoTo53 = 2 ** 53;

let pool = new Uint32Array(0);
let used = 0;

function next() {
  if (used === pool.length) {
    pool = new Uint32Array(Uint8Array.from(random.getRandomBytes(256)).buffer);
    used = 0;
  }
  return pool[used++];
}

Math.random = () => ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) / twoTo53;

globalThis.crypto = {
  getRandomValues(array) {
    if (!ArrayBuffer.isView(array)) throw new TypeError("random values go into a typed array");
    if (array.byteLength > mostBytes) throw new RangeError(`at most ${mostBytes} random bytes at once`);
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    if (bytes.length > 0) bytes.set(random.getRandomBytes(bytes.length));
    return array;
  },

  randomUUID() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  },
};
