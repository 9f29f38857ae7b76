// A core guest in C: logs, and echoes its input in a wrapper.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPORT(name) __attribute__((export_name(name)))

__attribute__((import_module("env"), import_name("log"))) void host_log(int32_t level, const char *text, int32_t length);

EXPORT("malloc") void *guest_malloc(size_t size) { return malloc(size); }
EXPORT("free") void guest_free(void *block) { free(block); }
EXPORT("init") void init(void) { host_log(0, "init", 4); }

typedef struct { uint64_t code, packed; } result;

EXPORT("event") result event(const char *data, uint32_t length) {
    char *out = malloc(length + 64);
    int size = snprintf(out, length + 64, "{\"length\":%u,\"echo\":%.*s}", length, (int)length, data);
    return (result){length > 100 ? 7 : 0, ((uint64_t)(uintptr_t)out << 32) | (uint32_t)size};
}
