// Asks the host for everything that sdk/c knows, and answers what came of it, a line each.
#include "host.h"

static void add_line(text *out, answer from) {
    static const char *kinds[] = {"nothing", "not granted: ", "invalid: ", "over a limit: ", "failed: ", "timed out: "};
    bool said = from.kind == ANSWER_OK && length(from.text) > 0;
    add(out, "\n");
    add(out, said ? "ok " : from.kind == ANSWER_OK ? "nothing" : kinds[-1 - (int)from.kind]);
    add_slice(out, from.text);
}

static uint64_t handle(slice event, text *out) {
    slice words = json_string(json_member(event, "text"));
    log_line(LOG_DEBUG, "a debug line");
    log_slice(LOG_INFO, words);
    log_line(LOG_WARNING, "a warning");
    log_line(LOG_ERROR, "an error");
    slice last_words = json_string(json_member(event, "panic"));
    if (json_has(last_words)) {
        text ended = {0};
        add_slice(&ended, last_words);
        add_bytes(&ended, "", 1);
        panic(ended.at);
    }
    slice code = json_member(event, "code");
    if (json_has(code)) {
        add_slice(out, words);
        return (uint64_t)json_integer(code);
    }

    add(out, "[");
    add_json(out, words);
    add(out, "]");
    add_line(out, config_get("GREETING"));
    add_line(out, config_get("NOTHING"));
    add_line(out, secret_get("TOKEN"));
    add_line(out, secret_get("NOTHING"));
    add_line(out, value_get(of("kept")));
    add_line(out, value_get(of("nothing")));
    add_line(out, value_set(of("new"), words));
    add_line(out, value_remove(of("old")));
    add_line(out, value_keys(of("p/"), 2));
    add_line(out, publish("told", of("{\"n\":1}")));
    add_line(out, publish("forbidden", of("{}")));

    http_header header = {"x-a", of("1\"2")};
    http_response response = http_send((http_request){
        .method = "POST",
        .url = of("https://api.example.com/x"),
        .headers = &header,
        .header_count = 1,
        .body = words,
        .timeout_ms = 500,
    });
    text summary = {0};
    add_integer(&summary, response.status);
    slice field = {response.headers.at, response.headers.at};
    while (json_next(response.headers, &field)) {
        slice part = {field.at, field.at};
        json_next(field, &part);
        if (!json_is(part, "content-type")) continue;
        json_next(field, &part);
        add(&summary, " ");
        add_slice(&summary, json_string(part));
    }
    add(&summary, " ");
    add_slice(&summary, response.body);
    add_line(out, (answer){response.kind, response.kind == ANSWER_OK ? of_text(&summary) : response.message});

    response = http_send((http_request){.url = of("https://slow.example.com")});
    add_line(out, (answer){response.kind, response.message});
    return 0;
}
