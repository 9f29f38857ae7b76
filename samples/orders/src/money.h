// Amounts are whole cents: no total is ever off by a rounding.
#ifndef MONEY_H
#define MONEY_H

#include "json.h"

static void add_money(text *to, int64_t cents, slice currency) {
    add_integer(to, cents / 100);
    add(to, ".");
    if (cents % 100 < 10) add(to, "0");
    add_integer(to, cents % 100);
    add(to, " ");
    add_slice(to, json_inside(currency));
}

#endif
