// Amounts are whole cents: no sum is ever off by a rounding.

/** No amount. */
export const NONE: i64 = i64.MIN_VALUE;

/** "12", "12.5" or "-12.50" in cents; NONE for anything else. */
export function toCents(text: string): i64 {
  const start = text.startsWith("-") ? 1 : 0;
  let cents: i64 = 0;
  let decimals = -1;
  for (let at = start; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit == 0x2e && decimals < 0 && at > start) {
      decimals = 0;
      continue;
    }
    if (unit < 0x30 || unit > 0x39 || decimals == 2 || at - start > 14) return NONE;
    cents = cents * 10 + (unit - 0x30);
    if (decimals >= 0) decimals++;
  }
  if (text.length == start || decimals == 0) return NONE;
  for (let missing = decimals < 0 ? 0 : decimals; missing < 2; missing++) cents *= 10;
  return start == 1 ? -cents : cents;
}

/** Cents as an amount with two decimals. */
export function toAmount(cents: i64): string {
  const whole = cents < 0 ? -cents : cents;
  const rest = whole % 100;
  return (cents < 0 ? "-" : "") + (whole / 100).toString() + (rest < 10 ? ".0" : ".") + rest.toString();
}
