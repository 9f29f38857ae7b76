//! JSON, read and written.
//!
//! ```
//! use jobicolet::json;
//!
//! let order = json::parse(r#"{"id": "A-1", "lines": [{"cents": 475}]}"#).unwrap();
//! assert_eq!(Some(475), order["lines"][0]["cents"].as_i64());
//! assert!(order["note"].is_null());
//!
//! let answer = json::object([("id", order["id"].clone()), ("right", true.into())]);
//! assert_eq!(r#"{"id":"A-1","right":true}"#, answer.to_string());
//! ```

use std::fmt::{self, Write};
use std::ops::Index;

mod reader;

pub use reader::{parse, Error};

/// A JSON value. Members keep their order; a number keeps its digits.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as it is written.
    Number(String),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Value>),
    /// An object.
    Object(Vec<(String, Value)>),
}

static NULL: Value = Value::Null;

/// An object of names and values.
pub fn object<N: Into<String>, V: Into<Value>>(members: impl IntoIterator<Item = (N, V)>) -> Value {
    Value::Object(members.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
}

/// An array of values.
pub fn array<V: Into<Value>>(items: impl IntoIterator<Item = V>) -> Value {
    Value::Array(items.into_iter().map(Into::into).collect())
}

impl Value {
    /// The member of a name; None where there is none or the value is no object.
    pub fn get(&self, name: &str) -> Option<&Value> {
        match self {
            Value::Object(members) => members.iter().rev().find(|member| member.0 == name).map(|member| &member.1),
            _ => None,
        }
    }

    /// The items of an array; none where the value is no array.
    pub fn items(&self) -> &[Value] {
        match self {
            Value::Array(items) => items,
            _ => &[],
        }
    }

    /// The members of an object; none where the value is no object.
    pub fn members(&self) -> &[(String, Value)] {
        match self {
            Value::Object(members) => members,
            _ => &[],
        }
    }

    /// A string's text.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// `true` or `false`.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Value::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// A number written as an integer, where it fits.
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Value::Number(digits) => digits.parse().ok(),
            _ => None,
        }
    }

    /// A number written as an integer, where it fits.
    pub fn as_u64(&self) -> Option<u64> {
        match self {
            Value::Number(digits) => digits.parse().ok(),
            _ => None,
        }
    }

    /// A number, to the nearest double.
    pub fn as_f64(&self) -> Option<f64> {
        match self {
            Value::Number(digits) => digits.parse().ok(),
            _ => None,
        }
    }

    /// Whether it is `null`, or was not there.
    pub fn is_null(&self) -> bool {
        *self == Value::Null
    }
}

/// The member of a name; null where there is none.
impl Index<&str> for Value {
    type Output = Value;

    fn index(&self, name: &str) -> &Value {
        self.get(name).unwrap_or(&NULL)
    }
}

/// The item at a place; null where there is none.
impl Index<usize> for Value {
    type Output = Value;

    fn index(&self, place: usize) -> &Value {
        self.items().get(place).unwrap_or(&NULL)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Value {
        Value::Bool(value)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::String(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::String(text)
    }
}

impl From<Vec<Value>> for Value {
    fn from(items: Vec<Value>) -> Value {
        Value::Array(items)
    }
}

/// None is null.
impl<V: Into<Value>> From<Option<V>> for Value {
    fn from(value: Option<V>) -> Value {
        value.map_or(Value::Null, Into::into)
    }
}

/// What is no number in JSON, such as NaN, is null.
impl From<f64> for Value {
    fn from(number: f64) -> Value {
        if number.is_finite() { Value::Number(number.to_string()) } else { Value::Null }
    }
}

macro_rules! from_integers {
    ($($integer:ty)*) => {$(
        impl From<$integer> for Value {
            fn from(number: $integer) -> Value {
                Value::Number(number.to_string())
            }
        }
    )*};
}

from_integers!(i8 i16 i32 i64 isize u8 u16 u32 u64 usize);

/// Writes it without white space.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Value::Null => f.write_str("null"),
            Value::Bool(true) => f.write_str("true"),
            Value::Bool(false) => f.write_str("false"),
            Value::Number(digits) => f.write_str(digits),
            Value::String(text) => quote(text, f),
            Value::Array(items) => {
                for (place, item) in items.iter().enumerate() {
                    f.write_char(if place == 0 { '[' } else { ',' })?;
                    item.fmt(f)?;
                }
                f.write_str(if items.is_empty() { "[]" } else { "]" })
            }
            Value::Object(members) => {
                for (place, (name, value)) in members.iter().enumerate() {
                    f.write_char(if place == 0 { '{' } else { ',' })?;
                    quote(name, f)?;
                    f.write_char(':')?;
                    value.fmt(f)?;
                }
                f.write_str(if members.is_empty() { "{}" } else { "}" })
            }
        }
    }
}

fn quote(text: &str, f: &mut fmt::Formatter) -> fmt::Result {
    f.write_char('"')?;
    let mut written = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte >= b' ' && byte != b'"' && byte != b'\\' {
            continue;
        }
        f.write_str(&text[written..at])?;
        match byte {
            b'"' | b'\\' => write!(f, "\\{}", byte as char)?,
            b'\n' => f.write_str("\\n")?,
            b'\r' => f.write_str("\\r")?,
            b'\t' => f.write_str("\\t")?,
            _ => write!(f, "\\u{:04x}", byte)?,
        }
        written = at + 1;
    }
    f.write_str(&text[written..])?;
    f.write_char('"')
}
