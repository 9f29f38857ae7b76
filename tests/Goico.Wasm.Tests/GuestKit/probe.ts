// Asks the host for everything that sdk/assemblyscript knows, and answers what came of it, a line each.
import {
  Answer, AnswerKind, Result, config, events, fail, handler, http, keyValue, log, ok,
} from "../../../sdk/assemblyscript/jobicolet";
import { Json, JsonKind } from "../../../sdk/assemblyscript/json";

export { event, malloc } from "../../../sdk/assemblyscript/jobicolet";

handler((text: string): Result => {
  const event = Json.parse(text);
  if (event == null) return fail("not JSON");
  const words = event.get("text").asString();
  log.debug("a debug line");
  log.info(words);
  log.warning("a warning");
  log.error("an error");
  const lastWords = event.get("panic");
  if (lastWords.kind == JsonKind.String) throw new Error(lastWords.asString());
  if (event.get("code").kind == JsonKind.Number) return fail(words, event.get("code").asInteger() as u64);

  const lines = [
    Json.array().push(Json.string(words)).toString(),
    lineOf(config.get("GREETING")),
    lineOf(config.get("NOTHING")),
    line(config.secret("TOKEN")),
    line(config.secret("NOTHING")),
    line(keyValue.get("kept")),
    line(keyValue.get("nothing")),
    line(keyValue.set("new", words)),
    line(keyValue.remove("old")),
    line(keyValue.keys("p/", 2)),
    line(events.publish("told", '{"n":1}')),
    line(events.publish("forbidden", "{}")),
  ];
  const response = http.post("https://api.example.com/x").header("x-a", '1"2').body(words).timeout(500).send();
  const type = response.header("content-type");
  lines.push(
    response.ok
      ? "ok " + response.status.toString() + " " + (type != null ? type : "-") + " " + response.body.text
      : line(response.body),
  );
  lines.push(line(http.get("https://slow.example.com").send().body));
  return ok(lines.join("\n"));
});

function lineOf(value: string | null): string {
  return value != null ? "ok " + value : "nothing";
}

function line(answer: Answer): string {
  switch (answer.kind) {
    case AnswerKind.Ok:
      return answer.text == "" ? "nothing" : "ok " + answer.text;
    case AnswerKind.Absent:
      return "nothing";
    case AnswerKind.NotGranted:
      return "not granted: " + answer.text;
    case AnswerKind.TimedOut:
      return "timed out: " + answer.text;
    default:
      return "failed: " + answer.text;
  }
}
