/* A component that does what its event says: a word, and then an argument a line. It asks its host by every import of
 * the WIT package, and returns what it was answered; a refusal is its failure, whose code is the refusal's number + 1. */
#include <stddef.h>
#include <stdint.h>

#define IMPORT(interface, name) \
    __attribute__((import_module("jobico:jobicolet/" interface "@1.0.0"), import_name(name)))

typedef struct { const char *at; size_t length; } text;
typedef struct { text name, value; } header;


IMPORT("log", "log") void host_log(uint32_t level, const char *at, size_t length);
IMPORT("config", "get") void host_config(const char *at, size_t length, uint32_t *answer);
IMPORT("config", "secret") void host_secret(const char *at, size_t length, uint32_t *answer);
IMPORT("key-value", "get") void host_get(const char *at, size_t length, uint32_t *answer);
IMPORT("key-value", "set") void host_set(const char *at, size_t length, const char *v, size_t n, uint32_t *answer);
IMPORT("key-value", "remove") void host_remove(const char *at, size_t length, uint32_t *answer);
IMPORT("key-value", "keys") void host_keys(const char *at, size_t length, uint32_t max, uint32_t *answer);
IMPORT("events", "publish") void host_publish(const char *e, size_t n, const char *d, size_t m, uint32_t *answer);
IMPORT("http", "send") void host_send(
    const char *method, size_t method_length, const char *url, size_t url_length, const header *headers, size_t count,
    const char *body, size_t body_length, uint32_t has_timeout, uint32_t timeout, uint32_t *answer);

static _Alignas(16) char heap[1 << 17];
static size_t used;

__attribute__((export_name("cabi_realloc"))) void *cabi_realloc(void *old, size_t before, size_t align, size_t size) {
    used = (used + align - 1) & ~(align - 1);
    if (size > sizeof heap - used) __builtin_trap();
    char *block = heap + used;
    used += size;
    for (size_t i = 0; i < before; i++) block[i] = ((char *)old)[i];
    return block;
}

static char out[1 << 16];
static size_t out_length;

static void put(const char *at, size_t length) {
    for (size_t i = 0; i < length && out_length < sizeof out; i++) out[out_length++] = at[i];
}

static void put_text(const char *s) { for (; *s; s++) put(s, 1); }

static void put_number(uint32_t n) {
    if (n >= 10) put_number(n / 10);
    char digit = (char)('0' + n % 10);
    put(&digit, 1);
}

static text line(text *rest) {
    text found = {rest->at, 0};
    while (found.length < rest->length && found.at[found.length] != '\n') found.length++;
    size_t taken = found.length < rest->length ? found.length + 1 : found.length;
    rest->at += taken;
    rest->length -= taken;
    return found;
}

static int is(text word, const char *other) {
    size_t i = 0;
    for (; i < word.length && other[i]; i++) if (word.at[i] != other[i]) return 0;
    return i == word.length && !other[i];
}

static uint32_t number(text digits) {
    uint32_t n = 0;
    for (size_t i = 0; i < digits.length; i++) n = n * 10 + (uint32_t)(digits.at[i] - '0');
    return n;
}

static struct { _Alignas(8) uint8_t is_error; union { text ok; struct { uint64_t code; text message; } failure; } of; }
    result;

static void *fail(uint32_t kind, uint32_t at, uint32_t length) {
    result.is_error = 1;
    result.of.failure.code = kind + 1;
    result.of.failure.message = (text){(const char *)at, length};
    return &result;
}

static void put_option(const uint32_t *option) {
    if ((uint8_t)option[0]) put((const char *)option[1], option[2]);
    else put_text("(absent)");
}

static void put_response(const uint32_t *response) {
    put_number((uint16_t)response[0]);
    const uint32_t *headers = (const uint32_t *)response[1];
    for (uint32_t i = 0; i < response[2]; i++, headers += 4) {
        put_text(" ");
        put((const char *)headers[0], headers[1]);
        put_text("=");
        put((const char *)headers[2], headers[3]);
    }
    put_text((uint8_t)response[5] ? " base64 " : " text ");
    put((const char *)response[3], response[4]);
}

__attribute__((export_name("handle"))) void *handle(const char *at, size_t length) {
    text rest = {at, length};
    text word = line(&rest);
    uint32_t answer[8] = {0};
    if (is(word, "log")) {
        uint32_t level = number(line(&rest));
        host_log(level, rest.at, rest.length);
    } else if (is(word, "config")) {
        host_config(rest.at, rest.length, answer);
        put_option(answer);
        answer[0] = 0;
    } else if (is(word, "secret")) {
        host_secret(rest.at, rest.length, answer);
        if (!(uint8_t)answer[0]) put((const char *)answer[1], answer[2]);
    } else if (is(word, "get")) {
        host_get(rest.at, rest.length, answer);
        if (!(uint8_t)answer[0]) put_option(answer + 1);
    } else if (is(word, "set")) {
        text key = line(&rest);
        host_set(key.at, key.length, rest.at, rest.length, answer);
    } else if (is(word, "remove")) {
        host_remove(rest.at, rest.length, answer);
    } else if (is(word, "keys")) {
        uint32_t max = number(line(&rest));
        host_keys(rest.at, rest.length, max, answer);
        const uint32_t *keys = (const uint32_t *)answer[1];
        for (uint32_t i = 0; !(uint8_t)answer[0] && i < answer[2]; i++, keys += 2) {
            if (i) put_text(",");
            put((const char *)keys[0], keys[1]);
        }
    } else if (is(word, "publish")) {
        text event = line(&rest);
        host_publish(event.at, event.length, rest.at, rest.length, answer);
    } else if (is(word, "http")) {
        header headers[] = {{{"x-one", 5}, {"1", 1}}, {{"x-two", 5}, {"2", 1}}};
        uint32_t timeout = number(line(&rest));
        text url = line(&rest);
        host_send("POST", 4, url.at, url.length, headers, 2, rest.at, rest.length, 1, timeout, answer);
        if (!(uint8_t)answer[0]) put_response(answer + 1);
    } else if (is(word, "ask")) {
        /* Asks for the same key so many times. */
        for (uint32_t n = number(rest); n; n--) host_remove("k", 1, answer);
    } else {
        return fail(98, (uint32_t)word.at, (uint32_t)word.length);
    }
    if ((uint8_t)answer[0]) return fail((uint8_t)answer[1], answer[2], answer[3]);
    result.is_error = 0;
    result.of.ok = (text){out, out_length};
    return &result;
}
