/* A component on the C library, which reaches WASI 0.2 through the usual adapter: does what its event says. */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static struct { uint8_t is_error; const char *at; size_t length; } result;
static char out[1024];

__attribute__((export_name("cabi_realloc"))) void *cabi_realloc(void *old, size_t before, size_t align, size_t size) {
    (void)before;
    return size ? realloc(old, size) : (void *)align;
}

static void *answer(int is_error, const char *text) {
    result.is_error = (uint8_t)is_error;
    result.at = text;
    result.length = strlen(text);
    return &result;
}

__attribute__((export_name("handle"))) void *handle(const char *at, size_t length) {
    static char event[1024];
    memcpy(event, at, length < sizeof event ? length : sizeof event - 1);
    char *argument = strchr(event, ' ');
    if (argument) *argument++ = 0;
    if (!strcmp(event, "print")) {
        printf("out of %s\nhalf", argument);
        fflush(stdout);
        fprintf(stderr, " a line\nerror: to stderr\n");
        return answer(0, "printed");
    }
    if (!strcmp(event, "read")) {
        return answer(0, getchar() == EOF ? "at its end" : "a byte");
    }
    if (!strcmp(event, "env")) {
        const char *value = getenv(argument);
        return answer(!value, value ? value : "no such variable");
    }
    if (!strcmp(event, "open")) {
        FILE *file = fopen(argument, "r");
        return answer(!file, file ? "opened" : strerror(errno));
    }
    if (!strcmp(event, "time")) {
        snprintf(out, sizeof out, "%lld", (long long)time(NULL));
        return answer(0, out);
    }
    if (!strcmp(event, "sleep")) {
        struct timespec start, end, nap = {0, 0};
        long long wanted = atoll(argument);
        nap.tv_sec = wanted / 1000;
        nap.tv_nsec = wanted % 1000 * 1000000;
        clock_gettime(CLOCK_MONOTONIC, &start);
        nanosleep(&nap, NULL);
        clock_gettime(CLOCK_MONOTONIC, &end);
        long long slept = (end.tv_sec - start.tv_sec) * 1000LL + (end.tv_nsec - start.tv_nsec) / 1000000;
        return answer(0, slept >= wanted ? "slept" : "woke too soon");
    }
    if (!strcmp(event, "random")) {
        unsigned char bytes[8];
        getentropy(bytes, sizeof bytes);
        for (int i = 0; i < 8; i++) snprintf(out + 2 * i, 3, "%02x", bytes[i]);
        return answer(0, out);
    }
    if (!strcmp(event, "exit")) exit(atoi(argument));
    return answer(1, "no such event");
}
