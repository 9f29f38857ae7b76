// Asks the host for everything that sdk/javascript knows, and answers what came of it, a line each.
import { publish } from "../../../sdk/javascript/events.js";
import { http } from "../../../sdk/javascript/http.js";
import { Failure, HostError, config, jobicolet, secret } from "../../../sdk/javascript/jobicolet.js";
import { kv } from "../../../sdk/javascript/kv.js";

export const handle = jobicolet((event) => {
  console.debug("a debug line");
  console.log(event.text);
  console.warn("a warning");
  console.error("an error");
  if (event.panic) throw new Error(event.panic);
  if (event.code) throw new Failure(event.text, event.code);

  return [
    JSON.stringify([event.text]),
    line(() => config.get("GREETING")),
    line(() => config.get("NOTHING")),
    line(() => secret("TOKEN")),
    line(() => secret("NOTHING")),
    line(() => kv.getText("kept")),
    line(() => kv.get("nothing")),
    line(() => kv.setText("new", event.text)),
    line(() => kv.remove("old")),
    line(() => JSON.stringify(kv.keys("p/", 2))),
    line(() => publish("told", { n: 1 })),
    line(() => publish("forbidden", {})),
    line(() => {
      const response = http.send("https://api.example.com/x", {
        headers: { "x-a": '1"2' }, body: event.text, timeout: 500,
      });
      return `${response.status} ${response.headers["content-type"]} ${response.text()}`;
    }),
    line(() => http.send("https://slow.example.com").text()),
  ].join("\n");
});

function line(ask) {
  try {
    const answer = ask();
    return answer === null || answer === undefined ? "nothing" : `ok ${answer}`;
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return `${error.kind.replace("-", " ")}: ${error.message}`;
  }
}
