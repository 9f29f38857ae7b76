// Greets whoever the event names.
import { Result, config, fail, handler, log, ok } from "../sdk/jobicolet";
import { Json } from "../sdk/json";

export { event, malloc } from "../sdk/jobicolet";

handler(handle);

function handle(event: string): Result {
  const person = Json.parse(event);
  if (person == null) return fail("the event is not JSON");
  const first = person.get("firstName").asString();
  if (first == "") return fail("a greeting needs a name");
  log.info("greeting " + first);

  const given = config.get("GREETING");
  const last = person.get("lastName").asString();
  const greeting = (given != null ? given : "Good day") + ", " + (last == "" ? first : first + " " + last) + "!";
  return ok(Json.object().set("greeting", Json.string(greeting)).toString());
}
