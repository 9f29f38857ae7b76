// order-placed: adds up the lines and compares them with the total that the shop was sent.
#include "jobicolet.h"
#include "json.h"
#include "money.h"

static uint64_t handle(slice order, text *out) {
    slice id = json_member(order, "orderId");
    slice currency = json_member(order, "currency");
    slice lines = json_member(order, "lines");
    int64_t total = json_integer(json_member(order, "totalCents"));

    int64_t sum = 0, items = 0;
    slice line = {lines.at, lines.at};
    while (json_next(lines, &line)) {
        int64_t quantity = json_integer(json_member(line, "quantity"));
        items += quantity;
        sum += quantity * json_integer(json_member(line, "unitCents"));
    }

    text note = {0};
    add(&note, "order ");
    add_slice(&note, json_inside(id));
    add(&note, ": ");
    add_integer(&note, items);
    add(&note, items == 1 ? " item comes to " : " items come to ");
    add_money(&note, sum, currency);
    log_text(LOG_INFO, &note);

    if (sum != total) {
        // Not JSON: the text becomes the message of the event order-rejected.
        add(out, "the total says ");
        add_money(out, total, currency);
        add(out, ", the lines come to ");
        add_money(out, sum, currency);
        log_text(LOG_WARNING, out);
        return 1;
    }
    // JSON: it becomes the data of the event order-accepted.
    add(out, "{\"orderId\":");
    add_slice(out, id);
    add(out, ",\"customer\":");
    add_slice(out, json_member(order, "customer"));
    add(out, ",\"items\":");
    add_integer(out, items);
    add(out, ",\"totalCents\":");
    add_integer(out, total);
    add(out, ",\"currency\":");
    add_slice(out, currency);
    add(out, "}");
    return 0;
}
