// order-accepted: writes the confirmation.
#include "jobicolet.h"
#include "json.h"
#include "money.h"

static uint64_t handle(slice order, text *out) {
    slice id = json_member(order, "orderId");
    slice customer = json_member(order, "customer");

    text note = {0};
    add(&note, "confirming order ");
    add_slice(&note, json_inside(id));
    log_text(LOG_INFO, &note);

    add(out, "{\"orderId\":");
    add_slice(out, id);
    add(out, ",\"confirmation\":\"Thank you, ");
    add_slice(out, json_inside(customer));
    add(out, ": ");
    add_money(out, json_integer(json_member(order, "totalCents")), json_member(order, "currency"));
    add(out, ".\"}");
    return 0;
}
