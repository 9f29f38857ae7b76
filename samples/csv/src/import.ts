// sales-import: checks every row of a month's sales, adds them up by region, and keeps the sums under the month.
import { AnswerKind, Result, config, fail, handler, keyValue, log, ok } from "../../../sdk/assemblyscript/jobicolet";
import { Json } from "../../../sdk/assemblyscript/json";
import { NONE, toAmount, toCents } from "./money";
import { Table } from "./table";

export { event, malloc } from "../../../sdk/assemblyscript/jobicolet";

const BAD_ROWS: u64 = 2;
const NO_STORE: u64 = 3;
const MOST_PROBLEMS = 20;

handler((event: string): Result => {
  const sales = Json.parse(event);
  if (sales == null) return fail("the event is not JSON");
  const month = sales.get("month").asString();

  const check = new Check(month, sales.get("csv").asString());
  if (check.problems.length > 0) return fail(check.problems.join("\n"), BAD_ROWS);

  const summary = check.summary();
  const before = keyValue.get("sales/" + month);
  const kept = before.ok || before.kind == AnswerKind.Absent ? keyValue.set("sales/" + month, summary) : before;
  if (!kept.ok) return fail("the sums can't be kept: " + kept.text, NO_STORE);
  if (before.ok && before.text != summary) log.warning("corrects what was imported for " + month);
  log.info(month + ": " + check.rows.toString() + " rows come to " + toAmount(check.total));
  return ok(summary);
});

class Region {
  rows: i32 = 0;
  total: i64 = 0;
}

class Check {
  rows: i32 = 0;
  total: i64 = 0;
  problems: string[] = [];

  private regions: Map<string, Region> = new Map<string, Region>();
  private date: i32 = -1;
  private region: i32 = -1;
  private amount: i32 = -1;

  constructor(private month: string, csv: string) {
    const given = config.get("SEPARATOR");
    const separator = given != null && given.length == 1 ? given.charCodeAt(0) : 0x2c;
    const table = new Table(csv, separator);
    const header = table.next();
    if (header != null && this.hasColumns(header)) {
      let row = table.next();
      while (row != null && this.problems.length < MOST_PROBLEMS) {
        this.add(table.line, row, header.length);
        row = table.next();
      }
    }
    if (table.problem != "") this.problem(table.line, table.problem);
    else if (this.rows == 0 && this.problems.length == 0) this.problem(max(table.line, 1), "there are no rows");
  }

  /** The sums as JSON; amounts are strings, since a double would not hold each. */
  summary(): string {
    const regions = Json.array();
    const names = this.regions.keys().sort();
    for (let place = 0; place < names.length; place++) {
      const region = this.regions.get(names[place]);
      regions.push(
        Json.object()
          .set("region", Json.string(names[place]))
          .set("rows", Json.integer(region.rows))
          .set("total", Json.string(toAmount(region.total))),
      );
    }
    return Json.object()
      .set("month", Json.string(this.month))
      .set("rows", Json.integer(this.rows))
      .set("total", Json.string(toAmount(this.total)))
      .set("regions", regions)
      .toString();
  }

  private problem(line: i32, words: string): void {
    this.problems.push("line " + line.toString() + ": " + words);
  }

  private hasColumns(header: string[]): bool {
    this.date = header.indexOf("date");
    this.region = header.indexOf("region");
    this.amount = header.indexOf("amount");
    if (this.date >= 0 && this.region >= 0 && this.amount >= 0) return true;
    this.problem(1, "the columns date, region and amount are wanted; there are " + header.join(", "));
    return false;
  }

  private add(line: i32, row: string[], width: i32): void {
    if (row.length != width) {
      this.problem(line, width.toString() + " fields are wanted; there are " + row.length.toString());
      return;
    }
    const date = row[this.date];
    const name = row[this.region].trim();
    const cents = toCents(row[this.amount].trim());
    if (!date.startsWith(this.month + "-")) this.problem(line, "date: '" + date + "' is not in " + this.month);
    else if (name == "") this.problem(line, "region: is empty");
    else if (cents == NONE) this.problem(line, "amount: '" + row[this.amount] + "' is none, such as 12.50");
    else {
      if (!this.regions.has(name)) this.regions.set(name, new Region());
      const region = this.regions.get(name);
      region.rows++;
      region.total += cents;
      this.rows++;
      this.total += cents;
    }
  }
}
