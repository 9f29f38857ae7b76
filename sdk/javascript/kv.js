// The key/value store. Needs the import `jobico:jobicolet/key-value@1.0.0` in the world.
import values from "jobico:jobicolet/key-value@1.0.0";
import { asked } from "./host.js";

/**
 * The tenant's key/value store, where the definition says `keyvalue: read` or `write`. Values are kept as JSON.
 * A write takes effect at once, whatever becomes of the run.
 */
export const kv = {
  /**
   * @param {string} key
   * @returns {any} undefined where there is none.
   */
  get(key) {
    const text = kv.getText(key);
    return text === null ? undefined : JSON.parse(text);
  },

  /**
   * @param {string} key
   * @param {any} value What JSON can hold.
   */
  set(key, value) {
    const text = JSON.stringify(value);
    if (text === undefined) throw new TypeError(`the value of '${key}' is nothing that JSON can hold`);
    kv.setText(key, text);
  },

  /** A value that is no JSON: what a program in another language has kept. Null where there is none. */
  getText: (key) => asked(() => values.get(key)),

  /** Keeps a text as it is. */
  setText: (key, text) => asked(() => values.set(key, text)),

  /** Removing what is not there succeeds. */
  remove: (key) => asked(() => values.remove(key)),

  /**
   * The keys with a prefix, in the order of their bytes.
   * @param {string} prefix
   * @param {number} [max] At most so many.
   * @returns {string[]}
   */
  keys: (prefix, max = 1000) => asked(() => values.keys(prefix, max)),
};
