//! The imports of the core ABI: ADR 9 has the table.

#[link(wasm_import_module = "env")]
extern "C" {
    pub fn log(level: i32, text: *const u8, length: usize);
}

#[link(wasm_import_module = "jobico")]
extern "C" {
    pub fn answer(to: *mut u8, length: usize) -> i32;
    pub fn config_get(name: *const u8, length: usize) -> i32;
    pub fn secret_get(name: *const u8, length: usize) -> i32;
    pub fn value_get(key: *const u8, length: usize) -> i32;
    pub fn value_set(key: *const u8, key_length: usize, value: *const u8, value_length: usize) -> i32;
    pub fn value_remove(key: *const u8, length: usize) -> i32;
    pub fn value_keys(prefix: *const u8, length: usize, max: u32) -> i32;
    pub fn publish(event: *const u8, event_length: usize, data: *const u8, data_length: usize) -> i32;
    pub fn http_send(head: *const u8, head_length: usize, body: *const u8, body_length: usize) -> i32;
    pub fn http_body() -> i32;
}
