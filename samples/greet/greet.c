// Greets. The definition sends its own results to it as well, so it meets three kinds of event: a person, the
// greeting that it gave ({"result": …}), and its own refusal ({"code", "message", "event"}).
#include "jobicolet.h"
#include "json.h"

static uint64_t handle(slice event, text *out) {
    slice first = json_member(event, "firstName");
    slice greeting = json_member(event, "result");
    text note = {0};
    if (json_has(greeting)) {
        add(&note, "the greeting went out: ");
        add_slice(&note, json_inside(greeting));
        log_text(LOG_INFO, &note);
        add(out, "delivered");
        return 0;
    }
    if (!json_has(first)) {
        add(&note, "nobody was greeted: ");
        add_slice(&note, json_inside(json_member(event, "message")));
        log_text(LOG_WARNING, &note);
        add(out, "noted");
        return 0;
    }
    slice name = json_inside(first);
    if (!json_has(name)) {
        add(out, "a greeting needs a name");
        log_text(LOG_ERROR, out);
        return 1;
    }
    add(&note, "greeting ");
    add_slice(&note, name);
    log_text(LOG_INFO, &note);
    add(out, "Hello, ");
    add_slice(out, name);
    slice last = json_inside(json_member(event, "lastName"));
    if (json_has(last)) {
        add(out, " ");
        add_slice(out, last);
    }
    add(out, "!");
    return 0;
}
