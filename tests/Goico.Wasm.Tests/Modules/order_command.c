// A command guest in C: prints its input and two variables; what it is told to do is its input's first letter.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

int main(int argc, char **argv) {
    static char in[1 << 16];
    size_t length = fread(in, 1, sizeof in - 1, stdin);
    switch (in[0]) {
    case 'x': exit(42);
    case 'a': abort();
    case 'm':
        for (;;) {
            char *volatile block = malloc(1 << 20);
            if (!block) abort();
            memset(block, 1, 1 << 20);
        }
    case 'f': return fopen("/etc/passwd", "r") == NULL ? 0 : 1;
    case 't': printf("%d", time(NULL) > 1700000000); return 0;
    case 'i': putchar(0xff); return 0;
    }
    fprintf(stderr, "got %zu bytes\nwarn: careful\nerror:failed\ndebug: detail\ninfo: said", length);
    printf("%s|%s|%s|%d", in, getenv("JOBICO_TENANT"), getenv("NONE") ? "?" : "-", argc);
    return argv[0] == NULL;
}
