// Reads JSON where it lies: values are slices of the event. The host has checked that it is JSON and that it fits
// the event's schema, so this only finds what is there. Writes JSON strings.
#ifndef JSON_H
#define JSON_H

#include "jobicolet.h"

static inline bool json_is_space(char byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; }

static inline const char *json_space(const char *at, const char *end) {
    while (at < end && json_is_space(*at)) at++;
    return at;
}

// The value that begins at `at`, whole.
static inline slice json_value(const char *at, const char *end) {
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
        } else if (depth == 0 && (*at == ',' || json_is_space(*at))) break;
    }
    return (slice){value.at, at};
}

static inline bool json_has(slice value) { return value.at < value.end; }

static inline bool json_is_true(slice value) { return length(value) == 4 && *value.at == 't'; }

// What stands between a string's quotes, its escapes as they are: fit to be put between quotes again.
static inline slice json_inside(slice quoted) {
    return length(quoted) < 2 ? (slice){quoted.at, quoted.at} : (slice){quoted.at + 1, quoted.end - 1};
}

static inline uint32_t json_hex(const char *at) {
    uint32_t unit = 0;
    for (int i = 0; i < 4; i++) {
        uint32_t digit = (uint32_t)(at[i] <= '9' ? at[i] - '0' : (at[i] | 32) - 'a' + 10);
        unit = unit << 4 | (digit & 15);
    }
    return unit;
}

static inline void json_add_character(text *to, uint32_t code) {
    if (code < 0x80) {
        add_bytes(to, (char[]){(char)code}, 1);
    } else if (code < 0x800) {
        add_bytes(to, (char[]){(char)(0xc0 | code >> 6), (char)(0x80 | (code & 63))}, 2);
    } else if (code < 0x10000) {
        add_bytes(to, (char[]){(char)(0xe0 | code >> 12), (char)(0x80 | (code >> 6 & 63)),
                               (char)(0x80 | (code & 63))}, 3);
    } else {
        add_bytes(to, (char[]){(char)(0xf0 | code >> 18), (char)(0x80 | (code >> 12 & 63)),
                               (char)(0x80 | (code >> 6 & 63)), (char)(0x80 | (code & 63))}, 4);
    }
}

// A string by its meaning; half a surrogate pair, which is no character, becomes U+FFFD.
static inline slice json_string(slice quoted) {
    slice inside = json_inside(quoted);
    const char *at = inside.at;
    while (at < inside.end && *at != '\\') at++;
    if (at == inside.end) return inside;
    text meant = {0};
    add_bytes(&meant, inside.at, (size_t)(at - inside.at));
    while (at < inside.end) {
        if (*at != '\\' || at + 1 == inside.end) {
            add_bytes(&meant, at++, 1);
            continue;
        }
        char escape = at[1];
        at += 2;
        if (escape != 'u' || inside.end - at < 4) {
            const char *meaning = "b\bf\fn\nr\rt\t";
            while (*meaning && *meaning != escape) meaning += 2;
            add_bytes(&meant, *meaning ? meaning + 1 : &escape, 1);
            continue;
        }
        uint32_t code = json_hex(at);
        at += 4;
        if (code >> 10 == 0xd800 >> 10 && inside.end - at >= 6 && at[0] == '\\' && at[1] == 'u') {
            uint32_t low = json_hex(at + 2);
            if (low >> 10 == 0xdc00 >> 10) {
                code = 0x10000 + ((code & 0x3ff) << 10) + (low & 0x3ff);
                at += 6;
            }
        }
        json_add_character(&meant, code >> 11 == 0xd800 >> 11 ? 0xfffd : code);
    }
    return of_text(&meant);
}

// Whether a string means these words.
static inline bool json_is(slice quoted, const char *words) {
    slice meant = json_string(quoted);
    while (*words && meant.at < meant.end && *meant.at == *words) meant.at++, words++;
    return !*words && meant.at == meant.end;
}

// The next member of an object; begin with an empty value at the object's start. False at its end.
static inline bool json_next_member(slice object, slice *name, slice *value) {
    const char *at = json_space(value->end, object.end);
    if (at == object.end || (*at != '{' && *at != ',')) return false;
    at = json_space(at + 1, object.end);
    if (at == object.end || *at != '"') return false;
    *name = json_value(at, object.end);
    at = json_space(json_space(name->end, object.end) + 1, object.end);
    *value = json_value(at, object.end);
    return true;
}

// The member of an object; an empty slice when it has none of that name.
static inline slice json_member(slice object, const char *name) {
    slice found, value = {object.at, object.at};
    while (json_next_member(object, &found, &value)) {
        if (json_is(found, name)) return value;
    }
    return (slice){object.end, object.end};
}

// The next element of an array; begin with an empty slice at the array's start. False at its end.
static inline bool json_next(slice array, slice *element) {
    const char *at = json_space(element->end, array.end);
    if (at == array.end || (*at != '[' && *at != ',')) return false;
    at = json_space(at + 1, array.end);
    if (at == array.end || *at == ']') return false;
    *element = json_value(at, array.end);
    return true;
}

// A number's whole part, so that 1e2 and 100.0 are 100; what does not fit is the nearest that does.
static inline int64_t json_integer(slice value) {
    const char *at = value.at, *exponent = value.at;
    while (exponent < value.end && (*exponent | 32) != 'e') exponent++;
    int shift = 0;
    bool down = false;
    for (const char *digit = exponent + 1; digit < value.end; digit++) {
        if (*digit == '-') down = true;
        else if (*digit != '+' && shift < 100000) shift = shift * 10 + (*digit - '0');
    }
    const char *point = at;
    while (point < exponent && *point != '.') point++;
    bool negative = at < value.end && *at == '-';
    at += negative;
    int64_t whole = point - at + (down ? -shift : shift), number = 0;
    for (; whole > 0; whole--) {
        if (at == point && at < exponent) at++;
        int digit = at < exponent ? *at++ - '0' : 0;
        if (at == exponent && number == 0 && digit == 0) return 0;
        // Below zero there is room for one more.
        if (number < INT64_MIN / 10 || number * 10 < INT64_MIN + digit) return negative ? INT64_MIN : INT64_MAX;
        number = number * 10 - digit;
    }
    if (negative) return number;
    return number == INT64_MIN ? INT64_MAX : -number;
}

// Adds words as a JSON string.
static inline void add_json(text *to, slice words) {
    const char *written = words.at;
    add(to, "\"");
    for (const char *at = words.at; at < words.end; at++) {
        unsigned char byte = (unsigned char)*at;
        if (byte >= ' ' && byte != '"' && byte != '\\') continue;
        add_slice(to, (slice){written, at});
        char low = "0123456789abcdef"[byte & 15];
        char letter = byte == '\n' ? 'n' : byte == '\r' ? 'r' : byte == '\t' ? 't' : (char)byte;
        if (letter >= ' ') add_bytes(to, (char[]){'\\', letter}, 2);
        else add_bytes(to, (char[]){'\\', 'u', '0', '0', (char)('0' + (byte >> 4)), low}, 6);
        written = at + 1;
    }
    add_slice(to, (slice){written, words.end});
    add(to, "\"");
}

#endif
