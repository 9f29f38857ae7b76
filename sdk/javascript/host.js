// What the definition gives the program, and how its host refuses.
import configuration from "jobico:jobicolet/config@1.0.0";

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
