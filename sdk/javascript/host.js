// What a program may ask of its host. What the definition does not grant throws a HostError.
import configuration from "jobico:jobicolet/config@1.0.0";
import values from "jobico:jobicolet/key-value@1.0.0";
import events from "jobico:jobicolet/events@1.0.0";

/** The host refused a request, or it failed. */
export class HostError extends Error {
  /**
   * @param {"not-granted" | "invalid" | "over-limit" | "failed" | "timed-out"} kind Why.
   * @param {string} message The host's words.
   */
  constructor(kind, message) {
    super(message);
    this.name = "HostError";
    this.kind = kind;
  }

  /** Whether a later try may do better. Where this is not caught, the queue's `retry` makes one. */
  get passes() {
    return this.kind === "failed" || this.kind === "timed-out";
  }
}

/** Asks the host; what comes as an error is thrown as a HostError. */
export function asked(request) {
  try {
    return request();
  } catch (error) {
    if (error?.payload?.kind === undefined) throw error;
    throw new HostError(error.payload.kind, error.payload.message);
  }
}

/** Values of the definition's `env`, and of the event: JOBICO_TENANT, _JOB, _EVENT, _EVENT_ID and _ATTEMPT. */
export const config = {
  /**
   * @param {string} name
   * @param {string | null} [otherwise] What stands in for a value that is not there.
   * @returns {string | null}
   */
  get: (name, otherwise = null) => configuration.get(name) ?? otherwise,

  /** The same at every attempt: an idempotency key for whatever is done outside. */
  get eventId() {
    return configuration.get("JOBICO_EVENT_ID");
  },

  /** 1 at the first. */
  get attempt() {
    return Number(configuration.get("JOBICO_ATTEMPT"));
  },
};

/**
 * A secret that the definition names under `secrets`.
 * @param {string} name
 * @returns {string}
 */
export const secret = (name) => asked(() => configuration.secret(name));

/**
 * Publishes an event of the tenant that the definition lists under `publish`. It exists once the run has succeeded.
 * @param {string} event Its id.
 * @param {any} data What fits its schema.
 */
export const publish = (event, data) => asked(() => events.publish(event, JSON.stringify(data)));

/**
 * The tenant's key/value store, where the definition says `keyvalue: read` or `write`. Values are kept as JSON. A write takes
 * effect at once, whatever becomes of the run.
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
