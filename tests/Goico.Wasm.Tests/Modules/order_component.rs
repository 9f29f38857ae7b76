// The order checker as a component of the world jobicolet, with the canonical ABI by hand: the standard library only.
use std::alloc::{alloc, realloc, Layout};

#[link(wasm_import_module = "jobico:jobicolet/log@1.0.0")]
extern "C" {
    #[link_name = "log"]
    fn host_log(level: u32, at: *const u8, length: usize);
}

#[export_name = "cabi_realloc"]
pub unsafe extern "C" fn cabi_realloc(old: *mut u8, before: usize, align: usize, size: usize) -> *mut u8 {
    if size == 0 {
        align as *mut u8
    } else if before == 0 {
        alloc(Layout::from_size_align_unchecked(size, align))
    } else {
        realloc(old, Layout::from_size_align_unchecked(before, align), size)
    }
}

#[repr(C)]
pub struct Outcome {
    is_error: u8,
    at: *mut u8,
    length: usize,
}

#[export_name = "handle"]
pub unsafe extern "C" fn handle(at: *mut u8, length: usize) -> *mut Outcome {
    let event = String::from_raw_parts(at, length, length);
    let (is_error, text) = match check(&event) {
        Ok(text) => (0, text),
        Err(text) => (1, text),
    };
    let bytes = text.into_bytes().into_boxed_slice();
    let length = bytes.len();
    // Nothing is freed: the instance is thrown away.
    Box::into_raw(Box::new(Outcome { is_error, at: Box::into_raw(bytes) as *mut u8, length }))
}

fn number(text: &str, key: &str) -> f64 {
    let value = match text.find(key).and_then(|at| text[at..].find(':').map(|colon| at + colon + 1)) {
        Some(at) => text[at..].trim_start(),
        None => return 0.0,
    };
    let end = value.find(|c: char| !"+-.0123456789eE".contains(c)).unwrap_or(value.len());
    value[..end].parse().unwrap_or(0.0)
}

fn check(event: &str) -> Result<String, String> {
    if event == "panic" {
        panic!("as told");
    }
    unsafe { host_log(0, event.as_ptr(), event.len()) };
    let sum: f64 = event
        .match_indices("\"qty\"")
        .map(|(at, _)| number(&event[at..], "\"qty\"") * number(&event[at..], "\"price\""))
        .sum();
    let total = number(event, "\"total\"");
    if (sum - total).abs() < 0.005 {
        Ok(format!("{{\"ok\":true,\"sum\":{}}}", sum))
    } else {
        Err(format!("total {} != {}", total, sum))
    }
}
