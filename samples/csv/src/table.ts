// CSV as RFC 4180 describes it: fields may be quoted, and then hold separators, line ends and doubled quotes.

/** Reads a text row by row. */
export class Table {
  private position: i32 = 0;
  private nextLine: i32 = 1;

  /** The line that the last row began on, from 1. */
  line: i32 = 0;

  /** Why no more rows can be read; empty while they can. */
  problem: string = "";

  constructor(private text: string, private separator: i32) {
    // A byte order mark, as spreadsheets write it.
    if (text.length > 0 && text.charCodeAt(0) == 0xfeff) this.position = 1;
  }

  /** The next row that is not empty; null at the end or where there is a problem. */
  next(): string[] | null {
    while (this.position < this.text.length) {
      this.line = this.nextLine;
      const row = this.row();
      if (this.problem != "") return null;
      if (row.length > 1 || row[0] != "") return row;
    }
    return null;
  }

  private row(): string[] {
    const fields: string[] = [];
    while (true) {
      fields.push(this.unit() == 0x22 ? this.quoted() : this.plain());
      const end = this.unit();
      if (end == this.separator) {
        this.position++;
        continue;
      }
      if (end == 0x0d) this.position++;
      if (this.unit() == 0x0a) this.position++;
      else if (end >= 0 && end != 0x0d) this.problem = "something follows a closing quote";
      this.nextLine++;
      return fields;
    }
  }

  /** The next unit; -1 at the end. */
  private unit(): i32 {
    return this.position < this.text.length ? this.text.charCodeAt(this.position) : -1;
  }

  private plain(): string {
    const start = this.position;
    let unit = this.unit();
    while (unit >= 0 && unit != this.separator && unit != 0x0d && unit != 0x0a) {
      this.position++;
      unit = this.unit();
    }
    return this.text.substring(start, this.position);
  }

  private quoted(): string {
    let field = "";
    let start = ++this.position;
    while (true) {
      const unit = this.unit();
      if (unit < 0) {
        this.problem = "a quote is not closed";
        return field;
      }
      if (unit == 0x0a) this.nextLine++;
      this.position++;
      if (unit != 0x22) continue;
      field += this.text.substring(start, this.position - 1);
      if (this.unit() != 0x22) return field;
      // Doubled, it stands for itself.
      start = this.position++;
    }
  }
}
