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

/// The import module of the core ABI, which commands may use too.
#[cfg(all(target_arch = "wasm32", not(feature = "component")))]
#[path = "host/core.rs"]
pub(crate) mod imports;

/// The same functions over what components import.
#[cfg(all(target_arch = "wasm32", feature = "component"))]
#[path = "host/component.rs"]
pub(crate) mod imports;

/// What stands in for the host outside of WebAssembly.
#[cfg(not(target_arch = "wasm32"))]
#[path = "host/absent.rs"]
pub(crate) mod imports;
