//! Log lines of the execution. What exceeds `limits.logs` is dropped.

use crate::host::imports;

/// How grave a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// For whoever looks for a mistake.
    Debug = 0,
    /// What was done.
    Info = 1,
    /// What should not be so, and did no harm.
    Warning = 2,
    /// What could not be done.
    Error = 3,
    /// What ends the program.
    Fatal = 4,
    /// What the program did not expect of itself.
    Panic = 5,
}

/// Writes a line.
pub fn write(level: Level, line: &str) {
    // SAFETY: the host reads the text's bytes and nothing else.
    unsafe { imports::log(level as i32, line.as_ptr(), line.len()) }
}

/// Logs a line, formatted as by `format!`.
#[macro_export]
macro_rules! debug {
    ($($line:tt)*) => { $crate::log::write($crate::Level::Debug, &::std::format!($($line)*)) };
}

/// Logs a line, formatted as by `format!`.
#[macro_export]
macro_rules! info {
    ($($line:tt)*) => { $crate::log::write($crate::Level::Info, &::std::format!($($line)*)) };
}

/// Logs a line, formatted as by `format!`.
#[macro_export]
macro_rules! warning {
    ($($line:tt)*) => { $crate::log::write($crate::Level::Warning, &::std::format!($($line)*)) };
}

/// Logs a line, formatted as by `format!`.
#[macro_export]
macro_rules! error {
    ($($line:tt)*) => { $crate::log::write($crate::Level::Error, &::std::format!($($line)*)) };
}
