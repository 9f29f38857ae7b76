// Divides by zero three calls deep: a back-trace has lines to tell. Built with DWARF 4 and with DWARF 5.
#include "parts/quotient.h"

typedef struct { unsigned long long code, packed; } result;

static volatile int no_one;
static char memory[4096];

__attribute__((export_name("malloc"))) void *allocate(unsigned size) {
    return size <= sizeof memory ? memory : 0;
}

__attribute__((noinline)) static int share(int amount) {
    int each = quotient(amount, no_one);
    return each + 1;
}

__attribute__((export_name("event"))) result event(const char *data, unsigned length) {
    return (result){(unsigned long long)share((int)length), 0};
}
