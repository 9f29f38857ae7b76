// In a folder of its own, so that a line table has one to tell.
__attribute__((noinline)) static int quotient(int amount, int parts) {
    return amount
        / parts;
}
