// The engine has no console. Here its lines are log lines of the run.
import log from "jobico:jobicolet/log@1.0.0";

const line = (level) => (...values) => log.log(level, values.map(shown).join(" "));

function shown(value) {
  if (typeof value === "string") return value;
  if (value instanceof Error) return `${value.name}: ${value.message}\n${value.stack ?? ""}`.trimEnd();
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    // What has a circle in it, or a BigInt.
    return String(value);
  }
}

globalThis.console = {
  debug: line("debug"),
  log: line("info"),
  info: line("info"),
  warn: line("warning"),
  error: line("error"),
};
