// A Jobicolet in C without a C library: the core ABI's exports, an allocator, and text that grows.
//
// Include it in one file and define `handle`. Every event gets an instance of its own, which is thrown away
// afterwards: so nothing is ever freed, and nothing needs to be.
#ifndef JOBICOLET_H
#define JOBICOLET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define EXPORT(name) __attribute__((export_name(name)))
#define PAGE 65536u

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARNING, LOG_ERROR };

typedef struct {
    const char *at;
    const char *end;
} slice;

typedef struct {
    char *at;
    size_t length;
    size_t capacity;
} text;

// What the host finds at the result's address: the code, and (address << 32) | length of a UTF-8 text.
typedef struct {
    uint64_t code;
    uint64_t text;
} result;

// The program: 0 is ok, any other code says that the event is not; `out` is the result's text.
static uint64_t handle(slice event, text *out);

__attribute__((import_module("env"), import_name("log"))) void host_log(int32_t level, const char *at, size_t length);

extern char __heap_base;

static char *heap = &__heap_base;

EXPORT("malloc") void *jobicolet_malloc(size_t size) {
    heap = (char *)(((uintptr_t)heap + 15) & ~(uintptr_t)15);
    char *block = heap;
    size_t memory = __builtin_wasm_memory_size(0) * PAGE;
    size_t wanted = (size_t)(uintptr_t)block + size;
    if (wanted < size) __builtin_trap();
    if (wanted > memory && __builtin_wasm_memory_grow(0, (wanted - memory + PAGE - 1) / PAGE) == (size_t)-1) {
        __builtin_trap();
    }
    heap = block + size;
    return block;
}

EXPORT("free") void jobicolet_free(void *block) { (void)block; }

EXPORT("event") void jobicolet_event(result *out, const char *data, size_t length) {
    text answer = {0};
    out->code = handle((slice){data, data + length}, &answer);
    out->text = ((uint64_t)(uintptr_t)answer.at << 32) | answer.length;
}

static void add_bytes(text *to, const char *at, size_t length) {
    if (to->length + length > to->capacity) {
        size_t capacity = (to->length + length) * 2 + 64;
        char *grown = jobicolet_malloc(capacity);
        for (size_t i = 0; i < to->length; i++) grown[i] = to->at[i];
        to->at = grown;
        to->capacity = capacity;
    }
    for (size_t i = 0; i < length; i++) to->at[to->length++] = at[i];
}

static void add(text *to, const char *words) {
    size_t length = 0;
    while (words[length]) length++;
    add_bytes(to, words, length);
}

static void add_slice(text *to, slice part) { add_bytes(to, part.at, (size_t)(part.end - part.at)); }

static void add_integer(text *to, int64_t number) {
    char digits[20];
    size_t count = 0;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do digits[sizeof digits - ++count] = (char)('0' + rest % 10);
    while (rest /= 10);
    if (number < 0) add(to, "-");
    add_bytes(to, digits + sizeof digits - count, count);
}

static void log_text(enum log_level level, const text *line) { host_log(level, line->at, line->length); }

#endif
