// A Jobicolet in C: the core ABI's exports, an allocator, text that grows, log lines.
//
// Include it in one file and define `handle`. Every event gets an instance of its own, which is thrown away
// afterwards: so nothing is ever freed, and nothing needs to be. No C library is needed; a program that wants one
// defines JOBICOLET_LIBC first, and then its malloc is the allocator.
#ifndef JOBICOLET_H
#define JOBICOLET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef JOBICOLET_LIBC
#include <stdlib.h>
#endif

#define EXPORT(name) __attribute__((export_name(name)))
#define IMPORT(module, name) __attribute__((import_module(module), import_name(name)))

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARNING, LOG_ERROR, LOG_FATAL, LOG_PANIC };

// Bytes that lie somewhere: of the event, of a literal, of a text.
typedef struct {
    const char *at;
    const char *end;
} slice;

// Bytes that can be added to; begin with {0}.
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

IMPORT("env", "log") void host_log(int32_t level, const char *at, size_t length);

static inline size_t length_of(const char *words) {
    size_t length = 0;
    while (words[length]) length++;
    return length;
}

static inline slice of(const char *words) { return (slice){words, words + length_of(words)}; }

static inline slice of_text(const text *words) { return (slice){words->at, words->at + words->length}; }

static inline size_t length(slice part) { return (size_t)(part.end - part.at); }

// Ends the program with words, since a trap has none.
_Noreturn static inline void panic(const char *words) {
    host_log(LOG_PANIC, words, length_of(words));
    __builtin_trap();
}

// Never null.
#ifdef JOBICOLET_LIBC
EXPORT("malloc") void *jobicolet_malloc(size_t size) {
    void *block = malloc(size ? size : 1);
    if (!block) panic("out of memory");
    return block;
}
#else
extern char __heap_base;

static char *jobicolet_heap = &__heap_base;

EXPORT("malloc") void *jobicolet_malloc(size_t size) {
    const size_t page = 65536;
    char *block = (char *)(((uintptr_t)jobicolet_heap + 15) & ~(uintptr_t)15);
    size_t memory = __builtin_wasm_memory_size(0) * page;
    size_t wanted = (size_t)(uintptr_t)block + size;
    if (wanted < size) panic("out of memory");
    if (wanted > memory && __builtin_wasm_memory_grow(0, (wanted - memory + page - 1) / page) == (size_t)-1) {
        panic("out of memory");
    }
    jobicolet_heap = block + size;
    return block;
}
#endif

EXPORT("event") void jobicolet_event(result *out, const char *data, size_t length) {
    text answer = {0};
    out->code = handle((slice){data, data + length}, &answer);
    out->text = ((uint64_t)(uintptr_t)answer.at << 32) | answer.length;
}

static inline void add_slice(text *to, slice part) {
    size_t whole = to->length + length(part);
    if (whole > to->capacity) {
        size_t capacity = whole * 2 + 64;
        char *grown = jobicolet_malloc(capacity);
        __builtin_memcpy(grown, to->at, to->length);
        to->at = grown;
        to->capacity = capacity;
    }
    __builtin_memcpy(to->at + to->length, part.at, length(part));
    to->length = whole;
}

static inline void add_bytes(text *to, const char *at, size_t count) { add_slice(to, (slice){at, at + count}); }

static inline void add(text *to, const char *words) { add_slice(to, of(words)); }

static inline void add_integer(text *to, int64_t number) {
    char digits[20];
    size_t count = 0;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do digits[sizeof digits - ++count] = (char)('0' + rest % 10);
    while (rest /= 10);
    if (number < 0) add(to, "-");
    add_bytes(to, digits + sizeof digits - count, count);
}

static inline void log_slice(enum log_level level, slice line) { host_log((int32_t)level, line.at, length(line)); }

static inline void log_text(enum log_level level, const text *line) { log_slice(level, of_text(line)); }

static inline void log_line(enum log_level level, const char *line) { log_slice(level, of(line)); }

// `return fail(out, 1, "why")` from `handle`.
static inline uint64_t fail(text *out, uint64_t code, const char *why) {
    out->length = 0;
    add(out, why);
    return code;
}

#endif
