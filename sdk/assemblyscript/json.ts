// JSON, read and written.
//
//     const order = Json.parse('{"id": "A-1", "lines": [{"cents": 475}]}');
//     if (order == null) …                                  // it is not JSON
//     order.get("lines").at(0).get("cents").asInteger()     // 475; what is not there is null, and 0 as a number
//     Json.object().set("id", order.get("id")).set("right", Json.bool(true)).toString()

/** What a value is. */
export enum JsonKind {
  Null,
  Bool,
  Number,
  String,
  Array,
  Object,
}

/** How deep values may be nested: RFC 8259, 9, lets a parser set a limit, and a guest's stack is small. */
const DEEPEST = 128;

/** A JSON value. Members keep their order; a number keeps its digits. */
export class Json {
  private names: string[] = [];
  private values: Json[] = [];

  private constructor(readonly kind: JsonKind, private text: string) {}

  static readonly null: Json = new Json(JsonKind.Null, "null");

  static bool(value: bool): Json {
    return new Json(JsonKind.Bool, value ? "true" : "false");
  }

  static string(text: string): Json {
    return new Json(JsonKind.String, text);
  }

  static integer(number: i64): Json {
    return new Json(JsonKind.Number, number.toString());
  }

  /** What is no number in JSON, such as NaN, is null. */
  static number(number: f64): Json {
    return isFinite(number) ? new Json(JsonKind.Number, number.toString()) : Json.null;
  }

  /** A number by its digits as JSON has them, so that none is lost. */
  static digits(digits: string): Json {
    return new Json(JsonKind.Number, digits);
  }

  static array(): Json {
    return new Json(JsonKind.Array, "");
  }

  static object(): Json {
    return new Json(JsonKind.Object, "");
  }

  /** Reads a text that is one JSON value; null where it is not. */
  static parse(text: string): Json | null {
    const reader = new Reader(text);
    const value = reader.value(DEEPEST);
    return reader.isAtEnd() ? value : null;
  }

  /** Adds an item to an array; returns the array. */
  push(item: Json): Json {
    this.values.push(item);
    return this;
  }

  /** Sets an object's member; returns the object. */
  set(name: string, value: Json): Json {
    const place = this.names.indexOf(name);
    if (place >= 0) {
      this.values[place] = value;
    } else {
      this.names.push(name);
      this.values.push(value);
    }
    return this;
  }

  get isNull(): bool {
    return this.kind == JsonKind.Null;
  }

  /** How many items an array or members an object has; else 0. */
  get length(): i32 {
    return this.values.length;
  }

  /** The item of an array, or the value of an object's member, at a place; null where there is none. */
  at(place: i32): Json {
    return place >= 0 && place < this.values.length ? this.values[place] : Json.null;
  }

  /** The name of an object's member at a place. */
  nameAt(place: i32): string {
    return this.names[place];
  }

  /** An object's member; null where there is none. */
  get(name: string): Json {
    return this.at(this.names.indexOf(name));
  }

  /** A string's text; of what is no string, empty. */
  asString(): string {
    return this.kind == JsonKind.String ? this.text : "";
  }

  asBool(): bool {
    return this.kind == JsonKind.Bool && this.text == "true";
  }

  /** A number's integer; of what is no number, 0. */
  asInteger(): i64 {
    if (this.kind != JsonKind.Number) return 0;
    for (let at = 0; at < this.text.length; at++) {
      const unit = this.text.charCodeAt(at);
      if (unit != 0x2d && (unit < 0x30 || unit > 0x39)) return F64.parseFloat(this.text) as i64;
    }
    return I64.parseInt(this.text);
  }

  /** A number, to the nearest double; of what is no number, 0. */
  asNumber(): f64 {
    return this.kind == JsonKind.Number ? F64.parseFloat(this.text) : 0;
  }

  /** The value as JSON, without white space. */
  toString(): string {
    const parts: string[] = [];
    this.write(parts);
    return parts.join("");
  }

  private write(parts: string[]): void {
    if (this.kind == JsonKind.String) {
      parts.push(quote(this.text));
      return;
    }
    if (this.kind < JsonKind.Array) {
      parts.push(this.text);
      return;
    }
    const isObject = this.kind == JsonKind.Object;
    parts.push(isObject ? "{" : "[");
    for (let place = 0; place < this.values.length; place++) {
      if (place > 0) parts.push(",");
      if (isObject) parts.push(quote(this.names[place]) + ":");
      this.values[place].write(parts);
    }
    parts.push(isObject ? "}" : "]");
  }
}

/** A text as a JSON string. */
export function quote(text: string): string {
  // Parts, since adding to a long text copies it each time.
  const quoted: string[] = ['"'];
  let written = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x20 && unit != 0x22 && unit != 0x5c) continue;
    quoted.push(text.substring(written, at));
    if (unit == 0x22 || unit == 0x5c) quoted.push("\\" + String.fromCharCode(unit));
    else if (unit == 0x0a) quoted.push("\\n");
    else if (unit == 0x0d) quoted.push("\\r");
    else if (unit == 0x09) quoted.push("\\t");
    else quoted.push("\\u00" + (unit < 0x10 ? "0" : "") + unit.toString(16));
    written = at + 1;
  }
  quoted.push(text.substring(written));
  quoted.push('"');
  return quoted.join("");
}

/** From text to values: RFC 8259. What is not JSON ends it, and it is never at its end then. */
class Reader {
  private position: i32 = 0;
  private failed: bool = false;

  constructor(private text: string) {}

  isAtEnd(): bool {
    this.skipSpace();
    return !this.failed && this.position == this.text.length;
  }

  value(deeper: i32): Json {
    this.skipSpace();
    const first = this.unit();
    if (deeper == 0) return this.fail();
    if (first == 0x7b) return this.object(deeper);
    if (first == 0x5b) return this.array(deeper);
    if (first == 0x22) return Json.string(this.string());
    if (this.take("true")) return Json.bool(true);
    if (this.take("false")) return Json.bool(false);
    if (this.take("null")) return Json.null;
    return this.number();
  }

  private fail(): Json {
    this.failed = true;
    return Json.null;
  }

  /** The next unit; 0, which JSON has nowhere, at the end. */
  private unit(): i32 {
    return this.position < this.text.length ? this.text.charCodeAt(this.position) : 0;
  }

  private skipSpace(): void {
    while (true) {
      const unit = this.unit();
      if (unit != 0x20 && unit != 0x0a && unit != 0x0d && unit != 0x09) return;
      this.position++;
    }
  }

  private take(word: string): bool {
    if (!this.text.startsWith(word, this.position)) return false;
    this.position += word.length;
    return true;
  }

  private takeNext(word: string): bool {
    this.skipSpace();
    return this.take(word);
  }

  private object(deeper: i32): Json {
    const object = Json.object();
    this.position++;
    if (this.takeNext("}")) return object;
    while (true) {
      this.skipSpace();
      if (this.unit() != 0x22) return this.fail();
      const name = this.string();
      if (!this.takeNext(":")) return this.fail();
      object.set(name, this.value(deeper - 1));
      if (this.failed) return object;
      if (this.takeNext("}")) return object;
      if (!this.take(",")) return this.fail();
    }
  }

  private array(deeper: i32): Json {
    const array = Json.array();
    this.position++;
    if (this.takeNext("]")) return array;
    while (true) {
      array.push(this.value(deeper - 1));
      if (this.failed) return array;
      if (this.takeNext("]")) return array;
      if (!this.take(",")) return this.fail();
    }
  }

  private number(): Json {
    const start = this.position;
    this.take("-");
    if (!this.take("0")) this.digits();
    if (this.take(".")) this.digits();
    if (this.take("e") || this.take("E")) {
      if (!this.take("+")) this.take("-");
      this.digits();
    }
    return Json.digits(this.text.substring(start, this.position));
  }

  private digits(): void {
    const start = this.position;
    while (this.unit() >= 0x30 && this.unit() <= 0x39) this.position++;
    if (this.position == start) this.failed = true;
  }

  private string(): string {
    const parts: string[] = [];
    let start = ++this.position;
    while (true) {
      const unit = this.unit();
      if (unit == 0x22) {
        const rest = this.text.substring(start, this.position++);
        if (parts.length == 0) return rest;
        parts.push(rest);
        return parts.join("");
      }
      if (unit < 0x20) {
        this.failed = true;
        return "";
      }
      if (unit == 0x5c) {
        parts.push(this.text.substring(start, this.position++));
        parts.push(this.escape());
        start = this.position;
      } else {
        this.position++;
      }
    }
  }

  private escape(): string {
    const escape = this.unit();
    this.position++;
    switch (escape) {
      case 0x22:
      case 0x5c:
      case 0x2f:
        return String.fromCharCode(escape);
      case 0x62:
        return "\b";
      case 0x66:
        return "\f";
      case 0x6e:
        return "\n";
      case 0x72:
        return "\r";
      case 0x74:
        return "\t";
      case 0x75:
        return String.fromCharCode(this.hex());
      default:
        this.failed = true;
        return "";
    }
  }

  /** Four hexadecimal digits: a UTF-16 unit, as the strings here have them. */
  private hex(): i32 {
    let code = 0;
    for (let digit = 0; digit < 4; digit++) {
      const unit = this.unit();
      const letter = unit | 0x20;
      if (unit >= 0x30 && unit <= 0x39) code = (code << 4) | (unit - 0x30);
      else if (letter >= 0x61 && letter <= 0x66) code = (code << 4) | (letter - 0x57);
      else this.failed = true;
      this.position++;
    }
    return code;
  }
}
