// Greets whoever the event names.
#include "host.h"

static uint64_t handle(slice event, text *out) {
    slice first = json_string(json_member(event, "firstName"));
    slice last = json_string(json_member(event, "lastName"));
    if (length(first) == 0) return fail(out, 1, "a greeting needs a name");

    text note = {0};
    add(&note, "greeting ");
    add_slice(&note, first);
    log_text(LOG_INFO, &note);

    answer greeting = config_get("GREETING");
    text words = {0};
    add_slice(&words, greeting.kind == ANSWER_OK ? greeting.text : of("Good day"));
    add(&words, ", ");
    add_slice(&words, first);
    if (length(last) > 0) {
        add(&words, " ");
        add_slice(&words, last);
    }
    add(&words, "!");

    add(out, "{\"greeting\":");
    add_json(out, of_text(&words));
    add(out, "}");
    return 0;
}
