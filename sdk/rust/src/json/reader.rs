//! From text to values: RFC 8259.

use std::fmt;

use super::Value;

/// How deep values may be nested: RFC 8259, 9, lets a parser set a limit, and a guest's stack is small.
const DEEPEST: usize = 128;

/// Why a text is not JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    at: usize,
    wanted: &'static str,
}

impl Error {
    /// How many bytes of the text were read before it went wrong.
    pub fn at(&self) -> usize {
        self.at
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "not JSON: {} wanted after {} bytes", self.wanted, self.at)
    }
}

impl std::error::Error for Error {}

/// Reads a text that is one JSON value.
pub fn parse(text: &str) -> Result<Value, Error> {
    let mut reader = Reader { text, at: 0 };
    let value = reader.value(DEEPEST)?;
    match reader.next_byte() {
        None => Ok(value),
        Some(_) => Err(reader.error("the end")),
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn error(&self, wanted: &'static str) -> Error {
        Error { at: self.at, wanted }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is no white space; it is not passed.
    fn next_byte(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.byte() {
            self.at += 1;
        }
        self.byte()
    }

    fn pass(&mut self, byte: u8, wanted: &'static str) -> Result<(), Error> {
        if self.next_byte() != Some(byte) {
            return Err(self.error(wanted));
        }
        self.at += 1;
        Ok(())
    }

    fn value(&mut self, deeper: usize) -> Result<Value, Error> {
        if deeper == 0 {
            return Err(self.error("less nesting"));
        }
        match self.next_byte() {
            Some(b'{') => self.object(deeper),
            Some(b'[') => self.array(deeper),
            Some(b'"') => self.string().map(Value::String),
            Some(b't') => self.word("true", Value::Bool(true)),
            Some(b'f') => self.word("false", Value::Bool(false)),
            Some(b'n') => self.word("null", Value::Null),
            _ => self.number(),
        }
    }

    fn word(&mut self, word: &'static str, value: Value) -> Result<Value, Error> {
        if !self.text[self.at..].starts_with(word) {
            return Err(self.error(word));
        }
        self.at += word.len();
        Ok(value)
    }

    fn object(&mut self, deeper: usize) -> Result<Value, Error> {
        let mut members = Vec::new();
        self.at += 1;
        if self.next_byte() == Some(b'}') {
            self.at += 1;
            return Ok(Value::Object(members));
        }
        loop {
            if self.next_byte() != Some(b'"') {
                return Err(self.error("a name"));
            }
            let name = self.string()?;
            self.pass(b':', "':'")?;
            members.push((name, self.value(deeper - 1)?));
            if self.next_byte() != Some(b',') {
                self.pass(b'}', "',' or '}'")?;
                return Ok(Value::Object(members));
            }
            self.at += 1;
        }
    }

    fn array(&mut self, deeper: usize) -> Result<Value, Error> {
        let mut items = Vec::new();
        self.at += 1;
        if self.next_byte() == Some(b']') {
            self.at += 1;
            return Ok(Value::Array(items));
        }
        loop {
            items.push(self.value(deeper - 1)?);
            if self.next_byte() != Some(b',') {
                self.pass(b']', "',' or ']'")?;
                return Ok(Value::Array(items));
            }
            self.at += 1;
        }
    }

    fn number(&mut self) -> Result<Value, Error> {
        let start = self.at;
        self.skip(b'-');
        if !self.skip(b'0') {
            self.digits()?;
        }
        if self.skip(b'.') {
            self.digits()?;
        }
        if self.skip(b'e') || self.skip(b'E') {
            let _ = self.skip(b'+') || self.skip(b'-');
            self.digits()?;
        }
        Ok(Value::Number(self.text[start..self.at].to_owned()))
    }

    fn skip(&mut self, byte: u8) -> bool {
        let is_there = self.byte() == Some(byte);
        self.at += is_there as usize;
        is_there
    }

    fn digits(&mut self) -> Result<(), Error> {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.byte() {
            self.at += 1;
        }
        if self.at == start { Err(self.error("a value")) } else { Ok(()) }
    }

    fn string(&mut self) -> Result<String, Error> {
        let mut text = String::new();
        self.at += 1;
        let mut start = self.at;
        loop {
            match self.byte() {
                Some(b'"') => {
                    text.push_str(&self.text[start..self.at]);
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => {
                    text.push_str(&self.text[start..self.at]);
                    self.at += 1;
                    text.push(self.escape()?);
                    start = self.at;
                }
                Some(b' '..) => self.at += 1,
                _ => return Err(self.error("the end of a string")),
            }
        }
    }

    fn escape(&mut self) -> Result<char, Error> {
        let escaped = self.byte();
        self.at += 1;
        Ok(match escaped {
            Some(plain @ (b'"' | b'\\' | b'/')) => plain as char,
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let mut code = self.unit()?;
                // Half a pair is no character: it becomes U+FFFD.
                if (0xd800..0xdc00).contains(&code) && self.text[self.at..].starts_with("\\u") {
                    let before = self.at;
                    self.at += 2;
                    let low = self.unit()?;
                    if (0xdc00..0xe000).contains(&low) {
                        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
                    } else {
                        self.at = before;
                    }
                }
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => {
                self.at -= 1;
                return Err(self.error("an escape"));
            }
        })
    }

    fn unit(&mut self) -> Result<u32, Error> {
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self.byte().and_then(|byte| (byte as char).to_digit(16));
            unit = unit << 4 | digit.ok_or_else(|| self.error("four hexadecimal digits"))?;
            self.at += 1;
        }
        Ok(unit)
    }
}
