// Reads JSON where it lies: values are slices of the event. The host has checked that it is JSON and that it fits
// the event's schema, so this only finds what is there.
#ifndef JSON_H
#define JSON_H

#include "jobicolet.h"

static const char *json_space(const char *at, const char *end) {
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r')) at++;
    return at;
}

// The value that begins at `at`, whole.
static slice json_value(const char *at, const char *end) {
    slice value = {at, at};
    int depth = 0;
    bool quoted = false;
    for (; at < end; at++) {
        if (quoted) {
            if (*at == '\\') at++;
            else if (*at == '"') quoted = false;
            else continue;
            if (!quoted && depth == 0) return (slice){value.at, at + 1};
            continue;
        }
        if (*at == '"') quoted = true;
        else if (*at == '{' || *at == '[') depth++;
        else if (*at == '}' || *at == ']') {
            if (depth == 0) break;
            if (--depth == 0) return (slice){value.at, at + 1};
        } else if (depth == 0 && (*at == ',' || *at == ' ' || *at == '\t' || *at == '\n' || *at == '\r')) break;
    }
    return (slice){value.at, at};
}

static bool json_is(slice quoted, const char *name) {
    const char *at = quoted.at + 1;
    while (*name && at < quoted.end - 1 && *at == *name) at++, name++;
    return !*name && at == quoted.end - 1;
}

// The member of an object; an empty slice when it has none of that name.
static slice json_member(slice object, const char *name) {
    const char *at = json_space(object.at, object.end);
    if (at == object.end || *at != '{') return (slice){at, at};
    at = json_space(at + 1, object.end);
    while (at < object.end && *at == '"') {
        slice key = json_value(at, object.end);
        at = json_space(json_space(key.end, object.end) + 1, object.end);
        slice value = json_value(at, object.end);
        if (json_is(key, name)) return value;
        at = json_space(value.end, object.end);
        if (at < object.end && *at == ',') at = json_space(at + 1, object.end);
    }
    return (slice){at, at};
}

// The next element of an array; begin with an empty slice at the array's start. False at its end.
static bool json_next(slice array, slice *element) {
    const char *at = json_space(element->end, array.end);
    if (at == array.end || (*at != '[' && *at != ',')) return false;
    at = json_space(at + 1, array.end);
    if (at == array.end || *at == ']') return false;
    *element = json_value(at, array.end);
    return true;
}

static bool json_has(slice value) { return value.at < value.end; }

static int64_t json_integer(slice value) {
    const char *at = value.at;
    bool negative = at < value.end && *at == '-';
    int64_t number = 0;
    for (at += negative; at < value.end && *at >= '0' && *at <= '9'; at++) number = number * 10 + (*at - '0');
    return negative ? -number : number;
}

// What stands between a string's quotes, its escapes as they are: fit to be put between quotes again.
static slice json_inside(slice quoted) {
    return quoted.end - quoted.at < 2 ? (slice){quoted.at, quoted.at} : (slice){quoted.at + 1, quoted.end - 1};
}

#endif
