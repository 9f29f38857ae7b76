// Posts an alert to a chat's webhook, once, however often it is told of it.
import { http } from "../../../sdk/javascript/http.js";
import { Failure, config, jobicolet, secret } from "../../../sdk/javascript/jobicolet.js";
import { kv } from "../../../sdk/javascript/kv.js";
import { message } from "./message.js";

const severities = ["info", "warning", "critical"];

export const handle = jobicolet((alert) => {
  const least = config.get("LEAST_SEVERITY", "warning");
  if (severities.indexOf(alert.severity) < severities.indexOf(least)) {
    console.log(`${alert.id}: ${alert.severity} is below ${least}`);
    return { sent: false, why: "not severe enough" };
  }

  // Monitors repeat themselves, and a run that was cut off after it had posted is made again.
  const key = `sent/${alert.id}`;
  const before = kv.get(key);
  if (before) {
    console.log(`${alert.id}: sent before, at ${before.at}`);
    return { sent: false, why: "sent before" };
  }

  const text = message(alert);
  post(text);
  kv.set(key, { at: new Date().toISOString() });
  console.log(`${alert.id}: ${text}`);
  return { sent: true, text };
});

function post(text) {
  const response = http.send(config.get("NOTIFY_URL"), {
    headers: {
      authorization: `Bearer ${secret("NOTIFY_TOKEN")}`,
      // The same at every attempt: whoever gets it can tell a second try from a second alert.
      "idempotency-key": config.eventId,
    },
    body: { text },
    timeout: 5000,
  });
  if (response.ok) return;
  // It may pass: a fault, and the queue tries again. What the host throws when nobody answers is one, too.
  if (response.status >= 500 || response.status === 429) throw new Error(`the chat answered with ${response.status}`);
  throw new Failure(`the chat does not take it: ${response.status} ${response.text()}`.trimEnd(), 3);
}
