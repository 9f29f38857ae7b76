//! How the host gives an event and takes the result.

use std::alloc::{alloc, handle_alloc_error, Layout};
use std::{fmt, panic, slice, str};

/// The answer that an event is not all right: the definition's `result.error` takes it.
///
/// `?` makes one of any error, with code 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    code: u64,
    message: String,
}

impl Failure {
    /// A failure with a code of the program's own: anything but 0, which would be success and is taken as 1.
    pub fn new(code: u64, message: impl Into<String>) -> Failure {
        Failure { code: code.max(1), message: message.into() }
    }

    /// The code: never 0.
    pub fn code(&self) -> u64 {
        self.code
    }

    /// What the record of the run shows, and the next event's `message`.
    pub fn message(&self) -> &str {
        &self.message
    }
}

// Not an Error itself: else there could be no conversion of every error.
impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Failure {
        Failure::new(1, error.to_string())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{} (code {})", self.message, self.code)
    }
}

/// Memory that the host writes to. It is never freed: the instance is thrown away after its event.
pub fn allocate(size: usize) -> *mut u8 {
    let layout = Layout::from_size_align(size.max(1), 8).expect("a size that fits in memory");
    // SAFETY: the layout's size is not 0.
    let block = unsafe { alloc(layout) };
    if block.is_null() {
        handle_alloc_error(layout);
    }
    block
}

/// As [`allocate`], with what was at `old`: the component model's way to memory, which wants no alignment above 8 here.
///
/// # Safety
/// `old` must be readable for `old_size` bytes.
pub unsafe fn reallocate(old: *const u8, old_size: usize, _align: usize, size: usize) -> *mut u8 {
    let block = allocate(size);
    block.copy_from_nonoverlapping(old, old_size.min(size));
    block
}

/// Runs the program on the event at `data` and writes the code and the result's place to `result`.
///
/// # Safety
/// `data` must be readable for `length` bytes, and `result` writable.
pub unsafe fn run(handle: Handle, result: *mut [u64; 2], data: *const u8, length: usize) {
    let (code, text) = match answer(handle, data, length) {
        Ok(text) => (0, text),
        Err(failure) => (failure.code, failure.message),
    };
    let text = Box::leak(text.into_boxed_str());
    *result = [code, (text.as_ptr() as u64) << 32 | text.len() as u64];
}

/// Runs the program on the event at `data`; returns where `result<string, failure>` of the WIT package lies.
///
/// # Safety
/// `data` must be readable for `length` bytes.
pub unsafe fn component_run(handle: Handle, data: *const u8, length: usize) -> *const [u32; 6] {
    // The case, then from the 8th byte on the string, or the code and the message.
    let result = match answer(handle, data, length) {
        Ok(text) => {
            let text = Box::leak(text.into_boxed_str());
            [0, 0, text.as_ptr() as u32, text.len() as u32, 0, 0]
        }
        Err(Failure { code, message }) => {
            let text = Box::leak(message.into_boxed_str());
            [1, 0, code as u32, (code >> 32) as u32, text.as_ptr() as u32, text.len() as u32]
        }
    };
    // Aligned for the code.
    let place = allocate(24) as *mut [u32; 6];
    *place = result;
    place
}

type Handle = fn(&str) -> Result<String, Failure>;

unsafe fn answer(handle: Handle, data: *const u8, length: usize) -> Result<String, Failure> {
    // A panic ends in a trap, which has no words of its own.
    panic::set_hook(Box::new(|info| crate::log::write(crate::Level::Panic, &info.to_string())));
    handle(str::from_utf8(slice::from_raw_parts(data, length)).expect("an event is UTF-8"))
}
