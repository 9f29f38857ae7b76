#!/bin/sh
# Builds {{name}}.wasm. Needs Rust 1.63 or later with the target wasm32-unknown-unknown:
#   rustup target add wasm32-unknown-unknown
# or, on Debian 12,
#   apt-get install --no-install-recommends cargo rustc libstd-rust-dev-wasm32 lld-14
set -eu
cd "$(dirname "$0")"
target=wasm32-unknown-unknown

# The first Rust that has the target: Debian's may stand behind another one.
for bin in "" /usr/bin/ none; do
    [ -d "$("${bin}rustc" --print target-libdir --target $target 2> /dev/null)" ] && break
done
if [ "$bin" = none ]; then
    echo "build.sh: no Rust with the target $target is here: the first lines of build.sh say how to get one" >&2
    exit 1
fi

RUSTC="${bin}rustc" "${bin}cargo" build --release --target $target --target-dir target
cp target/$target/release/program.wasm {{name}}.wasm
ls -l {{name}}.wasm
