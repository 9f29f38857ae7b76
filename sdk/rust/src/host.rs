//! The import module `jobico`: each function answers a length, or why there is none.

use std::fmt;

/// Why the host did not do what it was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The definition does not grant it; a retry changes nothing.
    NotGranted,
    /// The request is malformed; a retry changes nothing.
    Invalid,
    /// A limit of size or number is reached.
    OverLimit,
    /// The other side failed or can't be reached; a retry may succeed.
    Failed,
    /// The time allowed for the request is over; a retry may succeed.
    TimedOut,
}

/// What the host answered instead of doing it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    message: String,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Error {
        Error { kind, message: message.into() }
    }

    /// For the program.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// For its author.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

/// The answer of the given length, None where there is nothing by that name.
pub(crate) fn answer(length: i32) -> Result<Option<Vec<u8>>, Error> {
    match length {
        0.. => Ok(Some(last_answer(length as usize))),
        -1 => Ok(None),
        _ => {
            let kind = match length {
                -2 => ErrorKind::NotGranted,
                -3 => ErrorKind::Invalid,
                -4 => ErrorKind::OverLimit,
                -6 => ErrorKind::TimedOut,
                _ => ErrorKind::Failed,
            };
            let message = last_answer(unsafe { imports::answer([].as_mut_ptr(), 0) } as usize);
            Err(Error::new(kind, String::from_utf8_lossy(&message)))
        }
    }
}

/// The answer of a request that has nothing to say.
pub(crate) fn done(length: i32) -> Result<(), Error> {
    answer(length).map(|_| ())
}

/// The answer as text.
pub(crate) fn text(bytes: Vec<u8>) -> Result<String, Error> {
    String::from_utf8(bytes).map_err(|_| Error::new(ErrorKind::Invalid, "What the host answered is not UTF-8."))
}

fn last_answer(length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    if length > 0 {
        // SAFETY: the host writes at most as many bytes as it is told that there are.
        unsafe { imports::answer(bytes.as_mut_ptr(), length) };
    }
    bytes
}

#[cfg(target_arch = "wasm32")]
pub(crate) mod imports {
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
}

/// What stands in for the host outside of WebAssembly.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod imports {
    use std::{cell::RefCell, env, slice, str};

    thread_local!(static ANSWER: RefCell<Vec<u8>> = RefCell::default());

    unsafe fn text<'a>(at: *const u8, length: usize) -> &'a str {
        str::from_utf8(slice::from_raw_parts(at, length)).expect("texts are UTF-8")
    }

    fn say(answer: Vec<u8>, number: i32) -> i32 {
        let length = answer.len() as i32;
        ANSWER.with(|last| *last.borrow_mut() = answer);
        if number < 0 { number } else { length }
    }

    fn refuse() -> i32 {
        say(b"There is no host outside of WebAssembly.".to_vec(), -2)
    }

    pub unsafe fn log(level: i32, at: *const u8, length: usize) {
        eprintln!("{} {}", level, text(at, length));
    }

    pub unsafe fn answer(to: *mut u8, length: usize) -> i32 {
        ANSWER.with(|last| {
            let last = last.borrow();
            to.copy_from_nonoverlapping(last.as_ptr(), last.len().min(length));
            last.len() as i32
        })
    }

    pub unsafe fn config_get(name: *const u8, length: usize) -> i32 {
        match env::var(text(name, length)) {
            Ok(value) => say(value.into_bytes(), 0),
            Err(_) => -1,
        }
    }

    pub unsafe fn secret_get(name: *const u8, length: usize) -> i32 {
        config_get(name, length)
    }

    pub unsafe fn value_get(_: *const u8, _: usize) -> i32 {
        refuse()
    }

    pub unsafe fn value_set(_: *const u8, _: usize, _: *const u8, _: usize) -> i32 {
        refuse()
    }

    pub unsafe fn value_remove(_: *const u8, _: usize) -> i32 {
        refuse()
    }

    pub unsafe fn value_keys(_: *const u8, _: usize, _: u32) -> i32 {
        refuse()
    }

    pub unsafe fn publish(_: *const u8, _: usize, _: *const u8, _: usize) -> i32 {
        refuse()
    }

    pub unsafe fn http_send(_: *const u8, _: usize, _: *const u8, _: usize) -> i32 {
        refuse()
    }

    pub unsafe fn http_body() -> i32 {
        refuse()
    }
}
