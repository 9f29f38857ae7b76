// A Jobicolet's program in JavaScript. Everything here is synchronous: the program waits for its host.
import "./console.js";
import "./random.js";
import log from "jobico:jobicolet/log@1.0.0";
import { HostError } from "./host.js";

export { HostError, config, secret } from "./host.js";

/** Thrown by a program that declines its event: an answer with a code, of which the definition makes the next event. */
export class Failure extends Error {
  /**
   * @param {string} message What is wrong, for whoever gets the answer.
   * @param {number} [code] A code of the program's own, a whole number from 1.
   */
  constructor(message, code = 1) {
    super(message);
    if (!Number.isSafeInteger(code) || code < 1) {
      throw new RangeError(`a failure's code is a whole number from 1, not ${code}`);
    }
    this.name = "Failure";
    this.code = code;
  }
}

/**
 * What a component exports, of a function that takes an event: `export const handle = jobicolet(event => …)`.
 *
 * What the function returns is the result: a string as it is, nothing as an empty one, anything else as JSON.
 * A `Failure` that it throws is the other answer. Anything else that it throws is a fault: it is logged with its place,
 * the run ends as a trap, and the queue tries again as its `retry` says.
 *
 * @param {(event: any, text: string) => any} program Gets the event's data, and the JSON as it came.
 * @returns {(text: string) => string}
 */
export function jobicolet(program) {
  return (text) => {
    try {
      return written(program(JSON.parse(text), text));
    } catch (error) {
      if (error instanceof Failure) throw { code: error.code, message: error.message };
      log.log("panic", described(error));
      // Fits no answer of the component, so its engine stops with a trap.
      throw undefined;
    }
  };
}

function written(result) {
  if (typeof result === "string") return result;
  if (result === undefined) return "";
  if (typeof result?.then === "function") throw new TypeError("a program is not async: nothing that it can call is");
  const text = JSON.stringify(result);
  if (text === undefined) throw new TypeError(`a result is a string or what JSON can hold, not a ${typeof result}`);
  return text;
}

function described(error) {
  if (!(error instanceof Error)) return `thrown: ${String(error)}`;
  const kind = error instanceof HostError ? ` (${error.kind})` : "";
  return `${error.name}${kind}: ${error.message}\n${error.stack ?? ""}`.trimEnd();
}
