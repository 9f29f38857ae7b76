//! What the definition gives the program.

use crate::host::{answer, imports, text, Error, ErrorKind};

/// A value of `env`, or one of `JOBICO_TENANT`, `JOBICO_JOB`, `JOBICO_EVENT`, `JOBICO_EVENT_ID`, `JOBICO_ATTEMPT`;
/// None where there is none of that name.
pub fn get(name: &str) -> Option<String> {
    // SAFETY: the host reads the name's bytes and nothing else.
    let length = unsafe { imports::config_get(name.as_ptr(), name.len()) };
    answer(length).ok()?.and_then(|value| String::from_utf8(value).ok())
}

/// A secret that the definition names under `secrets`.
pub fn secret(name: &str) -> Result<String, Error> {
    // SAFETY: as above.
    let length = unsafe { imports::secret_get(name.as_ptr(), name.len()) };
    match answer(length)? {
        Some(value) => text(value),
        None => Err(Error::new(ErrorKind::NotGranted, format!("There is no secret '{}'.", name))),
    }
}
