// A core guest in Rust, shaped as the Rust SDK's: ver is 1 and free takes a size.
use std::alloc::{alloc, dealloc, Layout};

#[repr(C)]
pub struct Answer {
    code: u64,
    packed: u64,
}

#[export_name = "malloc"]
pub unsafe extern "C" fn guest_malloc(size: usize) -> *mut u8 {
    if size == 0 { 8 as *mut u8 } else { alloc(Layout::from_size_align_unchecked(size, 8)) }
}

#[export_name = "free"]
pub unsafe extern "C" fn guest_free(block: *mut u8, size: usize) {
    if size != 0 { dealloc(block, Layout::from_size_align_unchecked(size, 8)) }
}

#[export_name = "ver"]
pub extern "C" fn ver() -> u32 { 1 }

#[export_name = "init"]
pub extern "C" fn init() {}

#[export_name = "event"]
pub unsafe extern "C" fn event(data: *const u8, length: usize) -> Answer {
    let text = std::str::from_utf8(std::slice::from_raw_parts(data, length)).unwrap();
    if text == "grow" {
        let mut all = Vec::new();
        loop { all.push(all.len()) }
    }
    if text == "panic" { panic!("told to") }
    let out = format!("{{\"upper\":\"{}\"}}", text.to_uppercase()).into_bytes();
    let answer = Answer { code: 0, packed: ((out.as_ptr() as u64) << 32) | out.len() as u64 };
    std::mem::forget(out);
    answer
}
