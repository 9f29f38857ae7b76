// sales-imported: adds up the year so far from what was kept of its months.
import { Result, fail, handler, keyValue, log, ok } from "../../../sdk/assemblyscript/jobicolet";
import { Json } from "../../../sdk/assemblyscript/json";
import { toAmount, toCents } from "./money";

export { event, malloc } from "../../../sdk/assemblyscript/jobicolet";

handler((event: string): Result => {
  const sales = Json.parse(event);
  if (sales == null) return fail("the event is not JSON");
  const year = sales.get("month").asString().substring(0, 4);

  const kept = keyValue.keys("sales/" + year + "-", 12);
  const keys = kept.ok ? Json.parse(kept.text) : null;
  if (keys == null) return fail("the months can't be read: " + kept.text);
  let total: i64 = 0;
  for (let place = 0; place < keys.length; place++) {
    const month = Json.parse(keyValue.get(keys.at(place).asString()).text);
    if (month != null) total += toCents(month.get("total").asString());
  }
  log.info(year + " so far: " + toAmount(total) + " in " + keys.length.toString() + " months");
  return ok(
    Json.object()
      .set("year", Json.string(year))
      .set("months", Json.integer(keys.length))
      .set("total", Json.string(toAmount(total)))
      .toString(),
  );
});
