-- wrk: posts EVENTS_PER_POST small events each time.
wrk.method = "POST"
wrk.headers["content-type"] = "application/json"
local events = {}
for i = 1, tonumber(os.getenv("EVENTS_PER_POST") or "1") do
  events[i] = '{"firstName":"Ada","lastName":"Lovelace","age":36}'
end
wrk.body = '{"data":[' .. table.concat(events, ",") .. ']}'
done = function(summary, latency)
  io.write(string.format("RESULT requests=%d seconds=%.3f refused=%d p50=%.2f p99=%.2f\n", summary.requests,
    summary.duration / 1e6, summary.errors.status, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
