const signs = { info: "ℹ️", warning: "⚠️", critical: "🔥" };

/** An alert as a line of a chat. */
export function message({ service, severity, summary, since, link }) {
  const time = new Date(since).toISOString().slice(11, 16);
  const where = link ? ` ${link}` : "";
  return `${signs[severity]} ${service}: ${summary} (since ${time} UTC)${where}`;
}
