// Requests to the origins that the definition lists under `http`. Needs `jobico:jobicolet/http@1.0.0` in the world.
import outbound from "jobico:jobicolet/http@1.0.0";
import { asked } from "./host.js";

/** What came back. Any status is a response. */
class Response {
  #body;
  #base64;

  constructor({ status, headers, body, base64 }) {
    this.status = status;
    /** By name in lower case; of those that came more than once, one text with commas. */
    this.headers = {};
    for (const [name, value] of headers) {
      this.headers[name] = name in this.headers ? `${this.headers[name]}, ${value}` : value;
    }
    this.#body = body;
    this.#base64 = base64;
  }

  /** Whether the status is one of success. */
  get ok() {
    return this.status >= 200 && this.status < 300;
  }

  text() {
    if (this.#base64) throw new TypeError("the response is no UTF-8 text: its bytes() are there");
    return this.#body;
  }

  json() {
    return JSON.parse(this.text());
  }

  bytes() {
    const binary = this.#base64 ? atob(this.#body) : unescape(encodeURIComponent(this.#body));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  }
}

export const http = {
  /**
   * Sends a request and waits for its response.
   * @param {string} url
   * @param {{method?: string, headers?: Record<string, string>, body?: string | object, timeout?: number}} [options]
   *   `method` is GET without a body, else POST; a body that is no string is sent as JSON; `timeout` is in milliseconds,
   *   and without it the host's.
   * @returns {Response}
   */
  send(url, { method, headers = {}, body, timeout = null } = {}) {
    const lines = Object.entries(headers).map(([name, value]) => [name, String(value)]);
    const isJson = body !== undefined && typeof body !== "string";
    if (isJson && !lines.some(([name]) => name.toLowerCase() === "content-type")) {
      lines.push(["content-type", "application/json"]);
    }
    const request = {
      method: method ?? (body === undefined ? "GET" : "POST"),
      url,
      headers: lines,
      body: isJson ? JSON.stringify(body) : (body ?? ""),
      timeoutMs: timeout,
    };
    return new Response(asked(() => outbound.send(request)));
  },
};
