//! The tenant's own key/value store, where the definition says `keyvalue: read` or `write`.
//!
//! Writes take effect at once, whatever becomes of the run: so write what may be written twice.

use crate::host::{answer, done, imports, text, Error};
use crate::json;

/// The value under a key as text; None where there is none.
pub fn get(key: &str) -> Result<Option<String>, Error> {
    get_bytes(key)?.map(text).transpose()
}

/// The value under a key; None where there is none.
pub fn get_bytes(key: &str) -> Result<Option<Vec<u8>>, Error> {
    // SAFETY: the host reads the key's bytes and nothing else; so below.
    answer(unsafe { imports::value_get(key.as_ptr(), key.len()) })
}

/// Sets the value under a key: text, or any bytes.
pub fn set(key: &str, value: impl AsRef<[u8]>) -> Result<(), Error> {
    let value = value.as_ref();
    done(unsafe { imports::value_set(key.as_ptr(), key.len(), value.as_ptr(), value.len()) })
}

/// Removes a key, whether or not it is there.
pub fn remove(key: &str) -> Result<(), Error> {
    done(unsafe { imports::value_remove(key.as_ptr(), key.len()) })
}

/// The keys with a prefix in byte order, at most so many.
pub fn keys(prefix: &str, max: u32) -> Result<Vec<String>, Error> {
    let keys = answer(unsafe { imports::value_keys(prefix.as_ptr(), prefix.len(), max) })?;
    let keys = json::parse(&text(keys.unwrap_or_default())?).unwrap_or(json::Value::Null);
    Ok(keys.items().iter().filter_map(|key| key.as_str().map(str::to_owned)).collect())
}
