#!/bin/sh
# Builds the two programs. Needs a Rust with the target wasm32-unknown-unknown. The modules that are here were built by
# Debian 12's, 1.63; another one builds other bytes:
#   apt-get install --no-install-recommends rustc libstd-rust-dev-wasm32 lld-14
# or  rustup target add wasm32-unknown-unknown
set -eu
cd "$(dirname "$0")"
target=wasm32-unknown-unknown

# Debian's first: another one, without the target, may stand before it.
for rustc in /usr/bin/rustc rustc none; do
    [ -d "$("$rustc" --print target-libdir --target $target 2> /dev/null)" ] && break
done
if [ "$rustc" = none ]; then
    echo "build.sh: no rustc has the target $target: the first lines of build.sh say how to get one" >&2
    exit 1
fi

# Cargo would do the same; the library has no dependencies, so the compiler alone is enough.
mkdir -p target
compile() {
    "$rustc" --edition 2021 --target $target -C opt-level=s -C codegen-units=1 -C panic=abort "$@"
}
# From its own folder, so that no path of this machine gets into the modules.
out="$PWD/target"
(cd ../../sdk/rust && compile --crate-name jobicolet --crate-type rlib src/lib.rs -o "$out/libjobicolet.rlib")
for name in normalise announce; do
    compile --crate-type cdylib -C lto -C strip=debuginfo -C link-arg=-zstack-size=131072 \
        --extern jobicolet=target/libjobicolet.rlib "src/$name.rs" -o "$name.wasm"
done
ls -l ./*.wasm
