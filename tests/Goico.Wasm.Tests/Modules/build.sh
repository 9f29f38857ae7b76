#!/bin/sh
# Builds the modules that are not text. Needs clang, lld, wasi-libc and compiler-rt for wasm32, and a Rust with the
# target wasm32-unknown-unknown. The results are committed, so that tests need none of them.
set -e
cd "$(dirname "$0")"
clang --target=wasm32-wasi -Os -mexec-model=reactor -Wl,--strip-all order_core.c -o order_core_c.wasm
clang --target=wasm32-wasi -Os -Wl,--strip-all order_command.c -o order_command_c.wasm
"${RUSTC:-rustc}" --edition 2021 -C opt-level=s -C lto -C panic=abort -C strip=symbols \
    --crate-type cdylib --target wasm32-unknown-unknown order_core.rs -o order_core_rust.wasm

# Components. componentize.mjs needs node and @bytecodealliance/jco 1.35 where node finds it.
wit=../../../sdk/wit/jobicolet.wit
work=$(mktemp -d)
clang --target=wasm32 -Os -nostdlib -Wl,--no-entry -Wl,--strip-all capabilities.c -o "$work/capabilities.wasm"
node componentize.mjs "$work/capabilities.wasm" $wit jobicolet-coded capabilities.wasm
clang --target=wasm32-wasi -Os -mexec-model=reactor -Wl,--strip-all wasi_program.c -o "$work/wasi_program.wasm"
node componentize.mjs "$work/wasi_program.wasm" $wit jobicolet wasi_program.wasm
"${RUSTC:-rustc}" --edition 2021 -C opt-level=s -C lto -C panic=abort \
    -C link-arg=--strip-debug --crate-type cdylib --target wasm32-unknown-unknown order_component.rs -o "$work/order.wasm"
node componentize.mjs "$work/order.wasm" $wit jobicolet order_component_rust.wasm
rm -r "$work"

# Those with line tables: of their DWARF that alone is kept, with paths relative to this folder.
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
keep_lines() {
    llvm-objcopy --remove-section=.debug_info --remove-section=.debug_abbrev --remove-section=.debug_loc \
        --remove-section=.debug_loclists --remove-section=.debug_ranges --remove-section=.debug_rnglists \
        --remove-section=.debug_pubnames --remove-section=.debug_pubtypes --remove-section=.debug_addr \
        --remove-section=.debug_str --remove-section=.debug_str_offsets --remove-section=.debug_aranges "$@"
}
for version in 4 5; do
    clang --target=wasm32-wasi -O1 -g "-gdwarf-$version" -fdebug-compilation-dir=. -nostdlib -Wl,--no-entry \
        lines.c -o "$work/lines.wasm"
    keep_lines "$work/lines.wasm" "lines_dwarf$version.wasm"
done

rust() {
    "${RUSTC:-/usr/bin/rustc}" --edition 2021 --target wasm32-unknown-unknown -g -C opt-level=s -C codegen-units=1 \
        -C panic=abort "$@"
}
rust -C lto --crate-type cdylib lines.rs -o "$work/lines.wasm"
keep_lines "$work/lines.wasm" lines_rust.wasm
# Needs Node.js and @bytecodealliance/jco@1.35.0 as well.
(cd ../../../sdk/rust && rust --remap-path-prefix "$PWD=." --cfg 'feature="component"' --crate-name jobicolet \
    --crate-type rlib src/lib.rs -o "$work/libjobicolet.rlib")
rust -C lto --crate-type cdylib --extern jobicolet="$work/libjobicolet.rlib" lines_component.rs -o "$work/core.wasm"
keep_lines "$work/core.wasm" "$work/small.wasm"
node ../GuestKit/componentize.mjs "$work/small.wasm" ../../../sdk/wit/jobicolet.wit lines_component.wasm
chmod 644 lines*.wasm
