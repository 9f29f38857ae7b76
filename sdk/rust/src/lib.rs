//! A Jobicolet in Rust: a function from an event's JSON to its result.
//!
//! ```
//! use jobicolet::{info, json, Failure};
//!
//! jobicolet::handler!(handle);
//!
//! fn handle(event: &str) -> Result<String, Failure> {
//!     let event = json::parse(event)?;
//!     let name = event["firstName"].as_str().unwrap_or_default();
//!     if name.is_empty() {
//!         return Err(Failure::new(1, "a greeting needs a name"));
//!     }
//!     info!("greeting {}", name);
//!     Ok(format!("Hello, {}!", name))
//! }
//! ```
//!
//! Every event gets an instance of its own: what the program keeps in memory is gone with it. What it may use of its
//! host, the definition grants: [`config`], [`key_value`], [`events`] and [`http`]. A module imports only what its
//! program calls.
//!
//! Outside of WebAssembly, so in `cargo test`, log lines go to standard error, configuration and secrets come from the
//! environment, and the rest is refused as not granted.

pub mod config;
pub mod events;
pub mod http;
pub mod json;
pub mod key_value;
pub mod log;

mod host;
mod program;

pub use host::{Error, ErrorKind};
pub use log::Level;
pub use program::Failure;

#[doc(hidden)]
pub use program::{allocate, component_run, reallocate, run};

/// Makes a function `fn(&str) -> Result<String, Failure>` the program: once, in the crate that becomes the module.
#[cfg(not(feature = "component"))]
#[macro_export]
macro_rules! handler {
    ($handle:path) => {
        #[cfg(target_arch = "wasm32")]
        const _: () = {
            #[export_name = "malloc"]
            extern "C" fn jobicolet_malloc(size: usize) -> *mut u8 {
                $crate::allocate(size)
            }

            #[export_name = "event"]
            unsafe extern "C" fn jobicolet_event(result: *mut [u64; 2], data: *const u8, length: usize) {
                $crate::run($handle, result, data, length)
            }
        };
    };
}

/// Makes a function `fn(&str) -> Result<String, Failure>` the program: once, in the crate that becomes the component,
/// whose world is `jobicolet-coded`.
#[cfg(feature = "component")]
#[macro_export]
macro_rules! handler {
    ($handle:path) => {
        #[cfg(target_arch = "wasm32")]
        const _: () = {
            #[export_name = "cabi_realloc"]
            unsafe extern "C" fn jobicolet_realloc(at: *mut u8, old: usize, align: usize, size: usize) -> *mut u8 {
                $crate::reallocate(at, old, align, size)
            }

            #[export_name = "handle"]
            unsafe extern "C" fn jobicolet_handle(data: *const u8, length: usize) -> *const [u32; 6] {
                $crate::component_run($handle, data, length)
            }
        };
    };
}
