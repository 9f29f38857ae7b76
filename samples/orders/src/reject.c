// order-rejected: the event is {"code", "message", "event"}, the last being the order as it was placed.
#include "jobicolet.h"
#include "json.h"

static uint64_t handle(slice rejection, text *out) {
    slice id = json_member(json_member(rejection, "event"), "orderId");
    slice message = json_member(rejection, "message");

    text note = {0};
    add(&note, "rejecting order ");
    add_slice(&note, json_inside(id));
    log_text(LOG_WARNING, &note);

    add(out, "{\"orderId\":");
    add_slice(out, id);
    add(out, ",\"notice\":\"Not accepted: ");
    add_slice(out, json_inside(message));
    add(out, ".\"}");
    return 0;
}
