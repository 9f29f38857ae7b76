// A Jobicolet in AssemblyScript: the core ABI, log lines, and what a program may ask of its host.
//
// The program exports `malloc` and `event` of this module and names its handler:
//
//     import { handler, Result, ok } from "../sdk/jobicolet";
//     export { malloc, event } from "../sdk/jobicolet";
//
//     handler((event: string): Result => ok(event));
//
// Every event gets an instance of its own, which is thrown away afterwards. A module imports only what its program
// calls. Where the host refuses, the answer says why: there are no exceptions to catch.

import { Json } from "./json";

// @ts-ignore: decorator
@external("env", "log") declare function hostLog(level: i32, at: usize, length: i32): void;
// @ts-ignore: decorator
@external("jobico", "answer") declare function hostAnswer(to: usize, length: i32): i32;
// @ts-ignore: decorator
@external("jobico", "config_get") declare function hostConfigGet(name: usize, length: i32): i32;
// @ts-ignore: decorator
@external("jobico", "secret_get") declare function hostSecretGet(name: usize, length: i32): i32;
// @ts-ignore: decorator
@external("jobico", "value_get") declare function hostValueGet(key: usize, length: i32): i32;
// @ts-ignore: decorator
@external("jobico", "value_set") declare function hostValueSet(key: usize, length: i32, value: usize, size: i32): i32;
// @ts-ignore: decorator
@external("jobico", "value_remove") declare function hostValueRemove(key: usize, length: i32): i32;
// @ts-ignore: decorator
@external("jobico", "value_keys") declare function hostValueKeys(prefix: usize, length: i32, max: u32): i32;
// @ts-ignore: decorator
@external("jobico", "publish") declare function hostPublish(event: usize, length: i32, data: usize, size: i32): i32;
// @ts-ignore: decorator
@external("jobico", "http_send") declare function hostHttpSend(head: usize, length: i32, body: usize, size: i32): i32;
// @ts-ignore: decorator
@external("jobico", "http_body") declare function hostHttpBody(): i32;

/** What becomes of the event. */
export class Result {
  constructor(
    /** 0 is ok; any other code says that the event is not all right. */
    readonly code: u64,
    /** The next event's data, or the message of a failure. */
    readonly text: string,
  ) {}
}

/** The event is all right. */
export function ok(text: string): Result {
  return new Result(0, text);
}

/** The event is not all right: `result.error` takes it. A code of 0 would be success and is taken as 1. */
export function fail(message: string, code: u64 = 1): Result {
  return new Result(code == 0 ? 1 : code, message);
}

let program: ((event: string) => Result) | null = null;
// What the host reads after `event` has returned must be alive until then.
let answered: ArrayBuffer | null = null;

/** Names the function that takes an event's JSON: once, when the module starts. */
export function handler(handle: (event: string) => Result): void {
  program = handle;
}

/** The host's way to memory that it writes to; never freed. */
export function malloc(size: i32): usize {
  return heap.alloc(size);
}

/** The host's call: an event in, and at `result` the code and where the text lies. */
export function event(result: usize, data: usize, length: i32): void {
  const handle = program;
  if (handle == null) throw new Error("The program has named no handler.");
  const outcome = handle(String.UTF8.decodeUnsafe(data, length));
  const text = utf8(outcome.text);
  answered = text;
  store<u64>(result, outcome.code);
  store<u64>(result, ((changetype<usize>(text) as u64) << 32) | (text.byteLength as u64), 8);
}

/** Half a surrogate pair becomes U+FFFD: the host takes only UTF-8. */
function utf8(text: string): ArrayBuffer {
  return String.UTF8.encode(text, false, String.UTF8.ErrorMode.REPLACE);
}

/** Log lines of the execution; what exceeds `limits.logs` is dropped. */
export namespace log {
  function write(level: i32, line: string): void {
    const text = utf8(line);
    hostLog(level, changetype<usize>(text), text.byteLength);
  }

  export function debug(line: string): void {
    write(0, line);
  }

  export function info(line: string): void {
    write(1, line);
  }

  export function warning(line: string): void {
    write(2, line);
  }

  export function error(line: string): void {
    write(3, line);
  }
}

/** What an answer is. */
export enum AnswerKind {
  Ok = 0,
  /** There is nothing by that name. */
  Absent = -1,
  /** The definition does not grant it; a retry changes nothing. */
  NotGranted = -2,
  /** The request is malformed; a retry changes nothing. */
  Invalid = -3,
  /** A limit of size or number is reached. */
  OverLimit = -4,
  /** The other side failed or can't be reached; a retry may succeed. */
  Failed = -5,
  /** The time allowed for the request is over; a retry may succeed. */
  TimedOut = -6,
}

/** What the host answered. */
export class Answer {
  constructor(
    readonly kind: AnswerKind,
    /** The value; for a refusal what the host says of it; else empty. */
    readonly bytes: ArrayBuffer,
  ) {}

  /** Whether the host did it. */
  get ok(): bool {
    return this.kind == AnswerKind.Ok;
  }

  /** The bytes as text. */
  get text(): string {
    return String.UTF8.decode(this.bytes);
  }
}

function take(number: i32): Answer {
  if (number == AnswerKind.Absent) return new Answer(AnswerKind.Absent, new ArrayBuffer(0));
  const bytes = new ArrayBuffer(number < 0 ? hostAnswer(0, 0) : number);
  if (bytes.byteLength > 0) hostAnswer(changetype<usize>(bytes), bytes.byteLength);
  return new Answer(number < 0 ? (number as AnswerKind) : AnswerKind.Ok, bytes);
}

/** What the definition gives the program. */
export namespace config {
  /**
   * A value of `env`, or one of JOBICO_TENANT, JOBICO_JOB, JOBICO_EVENT, JOBICO_EVENT_ID, JOBICO_ATTEMPT; null where
   * there is none of that name.
   */
  export function get(name: string): string | null {
    const key = utf8(name);
    const answer = take(hostConfigGet(changetype<usize>(key), key.byteLength));
    return answer.ok ? answer.text : null;
  }

  /** A secret that the definition names under `secrets`. */
  export function secret(name: string): Answer {
    const key = utf8(name);
    return take(hostSecretGet(changetype<usize>(key), key.byteLength));
  }
}

/**
 * The tenant's own key/value store, where the definition says `keyvalue: read` or `write`. Writes take effect at once,
 * whatever becomes of the run: so write what may be written twice.
 */
export namespace keyValue {
  /** The value under a key; AnswerKind.Absent where there is none. */
  export function get(key: string): Answer {
    const name = utf8(key);
    return take(hostValueGet(changetype<usize>(name), name.byteLength));
  }

  /** Sets the value under a key. */
  export function set(key: string, value: string): Answer {
    return setBytes(key, utf8(value));
  }

  /** Sets the value under a key: any bytes. */
  export function setBytes(key: string, value: ArrayBuffer): Answer {
    const name = utf8(key);
    return take(hostValueSet(changetype<usize>(name), name.byteLength, changetype<usize>(value), value.byteLength));
  }

  /** Removes a key, whether or not it is there. */
  export function remove(key: string): Answer {
    const name = utf8(key);
    return take(hostValueRemove(changetype<usize>(name), name.byteLength));
  }

  /** The keys with a prefix in byte order, at most so many: a JSON array. */
  export function keys(prefix: string, max: u32): Answer {
    const name = utf8(prefix);
    return take(hostValueKeys(changetype<usize>(name), name.byteLength, max));
  }
}

/** Events of the same tenant, of those that the definition lists under `publish`. */
export namespace events {
  /** Publishes an event, whose data are JSON that fits the event's schema. It exists once the run has succeeded. */
  export function publish(event: string, data: string): Answer {
    const name = utf8(event);
    const json = utf8(data);
    return take(hostPublish(changetype<usize>(name), name.byteLength, changetype<usize>(json), json.byteLength));
  }
}

/** Requests to the origins that the definition lists under `http`. */
export namespace http {
  /** A request, to be sent. */
  export class Request {
    private headers: Json = Json.array();
    private content: ArrayBuffer = new ArrayBuffer(0);
    private timeoutMs: u32 = 0;

    constructor(readonly method: string, readonly url: string) {}

    /** Adds a header. */
    header(name: string, value: string): Request {
      this.headers.push(Json.array().push(Json.string(name)).push(Json.string(value)));
      return this;
    }

    /** Sets the body. */
    body(text: string): Request {
      this.content = utf8(text);
      return this;
    }

    /** Sets how many milliseconds it may take; without, it is as long as the host allows. */
    timeout(milliseconds: u32): Request {
      this.timeoutMs = milliseconds;
      return this;
    }

    /** Sends it. Any response is ok, whatever its status. */
    send(): Response {
      const head = Json.object()
        .set("method", Json.string(this.method))
        .set("url", Json.string(this.url))
        .set("headers", this.headers);
      if (this.timeoutMs > 0) head.set("timeoutMs", Json.integer(this.timeoutMs));
      const text = utf8(head.toString());
      const content = this.content;
      const sent = take(
        hostHttpSend(changetype<usize>(text), text.byteLength, changetype<usize>(content), content.byteLength),
      );
      if (!sent.ok) return new Response(sent, Json.object());
      const parsed = Json.parse(sent.text);
      return new Response(take(hostHttpBody()), parsed != null ? parsed : Json.object());
    }
  }

  /** What came back. */
  export class Response {
    constructor(
      /** The body; or, where there was no response, why. */
      readonly body: Answer,
      private head: Json,
    ) {}

    /** Whether there was a response, whatever its status. */
    get ok(): bool {
      return this.body.ok;
    }

    /** The status code; 0 where there was no response. */
    get status(): i32 {
      return this.head.get("status").asInteger() as i32;
    }

    /** The first header of a name, which is in lower case; null where there is none. */
    header(name: string): string | null {
      const headers = this.head.get("headers");
      for (let place = 0; place < headers.length; place++) {
        const header = headers.at(place);
        if (header.at(0).asString() == name) return header.at(1).asString();
      }
      return null;
    }
  }

  /** A GET request. */
  export function get(url: string): Request {
    return new Request("GET", url);
  }

  /** A POST request. */
  export function post(url: string): Request {
    return new Request("POST", url);
  }
}
