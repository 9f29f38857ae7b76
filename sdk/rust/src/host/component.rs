//! The functions of the core ABI's imports over those of `jobico:jobicolet@1.0.0`, by the component model's canonical
//! ABI: a text is its address and length, a result is written where the last parameter says.

use std::cell::RefCell;
use std::{slice, str};

use crate::json::{self, Value};

thread_local!(static ANSWER: RefCell<Vec<u8>> = RefCell::default());

const ABSENT: i32 = -1;
const INVALID: i32 = -3;

/// A text's place; what the host gives is allocated by `cabi_realloc` and kept.
#[repr(C)]
#[derive(Clone, Copy)]
struct Text {
    at: *const u8,
    length: usize,
}

#[repr(C)]
#[derive(Clone, Copy)]
struct Error {
    kind: u8,
    message: Text,
}

/// `option<string>`.
#[repr(C)]
#[derive(Clone, Copy)]
struct Maybe {
    is_there: u8,
    text: Text,
}

/// `list<string>` or `list<tuple<string, string>>`.
#[repr(C)]
#[derive(Clone, Copy)]
struct List<T> {
    at: *const T,
    length: usize,
}

#[repr(C)]
#[derive(Clone, Copy)]
struct Response {
    status: u16,
    headers: List<[Text; 2]>,
    body: Text,
    base64: u8,
}

#[repr(C)]
#[derive(Clone, Copy)]
struct Nothing {
    bytes: [u8; 0],
}

#[repr(C)]
union Payload<T: Copy> {
    ok: T,
    error: Error,
}

/// `result<T, error>`.
#[repr(C)]
struct Outcome<T: Copy> {
    is_error: u8,
    payload: Payload<T>,
}

#[link(wasm_import_module = "jobico:jobicolet/log@1.0.0")]
extern "C" {
    #[link_name = "log"]
    fn host_log(level: i32, text: *const u8, length: usize);
}

#[link(wasm_import_module = "jobico:jobicolet/config@1.0.0")]
extern "C" {
    #[link_name = "get"]
    fn host_config(name: *const u8, length: usize, to: *mut Maybe);
    #[link_name = "secret"]
    fn host_secret(name: *const u8, length: usize, to: *mut Outcome<Text>);
}

#[link(wasm_import_module = "jobico:jobicolet/key-value@1.0.0")]
extern "C" {
    #[link_name = "get"]
    fn host_get(key: *const u8, length: usize, to: *mut Outcome<Maybe>);
    #[link_name = "set"]
    fn host_set(key: *const u8, length: usize, value: *const u8, size: usize, to: *mut Outcome<Nothing>);
    #[link_name = "remove"]
    fn host_remove(key: *const u8, length: usize, to: *mut Outcome<Nothing>);
    #[link_name = "keys"]
    fn host_keys(prefix: *const u8, length: usize, max: u32, to: *mut Outcome<List<Text>>);
}

#[link(wasm_import_module = "jobico:jobicolet/events@1.0.0")]
extern "C" {
    #[link_name = "publish"]
    fn host_publish(event: *const u8, length: usize, data: *const u8, size: usize, to: *mut Outcome<Nothing>);
}

#[link(wasm_import_module = "jobico:jobicolet/http@1.0.0")]
extern "C" {
    #[link_name = "send"]
    fn host_send(
        method: *const u8, method_length: usize, url: *const u8, url_length: usize,
        headers: *const [Text; 2], header_count: usize, body: *const u8, body_length: usize,
        has_timeout: i32, timeout: u32, to: *mut Outcome<Response>,
    );
}

impl Text {
    fn of(text: &str) -> Text {
        Text { at: text.as_ptr(), length: text.len() }
    }

    unsafe fn bytes<'a>(self) -> &'a [u8] {
        // The host gives an empty text any address.
        if self.length == 0 { &[] } else { slice::from_raw_parts(self.at, self.length) }
    }

    unsafe fn text<'a>(self) -> &'a str {
        str::from_utf8_unchecked(self.bytes())
    }
}

impl<T> List<T> {
    unsafe fn items<'a>(self) -> &'a [T] {
        if self.length == 0 { &[] } else { slice::from_raw_parts(self.at, self.length) }
    }
}

impl<T: Copy> Outcome<T> {
    unsafe fn of(call: impl FnOnce(*mut Outcome<T>)) -> Outcome<T> {
        let mut place = std::mem::MaybeUninit::uninit();
        call(place.as_mut_ptr());
        place.assume_init()
    }

    unsafe fn answer(self, of_ok: impl FnOnce(T) -> i32) -> i32 {
        if self.is_error == 0 {
            return of_ok(self.payload.ok);
        }
        let error = self.payload.error;
        say(error.message.bytes());
        -2 - error.kind as i32
    }
}

fn say(answer: &[u8]) -> i32 {
    ANSWER.with(|last| *last.borrow_mut() = answer.to_vec());
    answer.len() as i32
}

/// Components' texts are UTF-8, where the core ABI takes any bytes.
unsafe fn utf8<'a>(at: *const u8, length: usize) -> Option<&'a str> {
    let text = str::from_utf8(slice::from_raw_parts(at, length)).ok();
    if text.is_none() {
        say(b"A component can give only UTF-8.");
    }
    text
}

pub unsafe fn log(level: i32, text: *const u8, length: usize) {
    host_log(level, text, length)
}

pub unsafe fn answer(to: *mut u8, length: usize) -> i32 {
    ANSWER.with(|last| {
        let last = last.borrow();
        to.copy_from_nonoverlapping(last.as_ptr(), last.len().min(length));
        last.len() as i32
    })
}

pub unsafe fn config_get(name: *const u8, length: usize) -> i32 {
    let mut value = Maybe { is_there: 0, text: Text { at: name, length: 0 } };
    host_config(name, length, &mut value);
    maybe(value)
}

pub unsafe fn secret_get(name: *const u8, length: usize) -> i32 {
    Outcome::of(|to| host_secret(name, length, to)).answer(|secret| say(secret.bytes()))
}

pub unsafe fn value_get(key: *const u8, length: usize) -> i32 {
    Outcome::of(|to| host_get(key, length, to)).answer(|value| maybe(value))
}

pub unsafe fn value_set(key: *const u8, key_length: usize, value: *const u8, value_length: usize) -> i32 {
    if utf8(value, value_length).is_none() {
        return INVALID;
    }
    Outcome::of(|to| host_set(key, key_length, value, value_length, to)).answer(|_| say(b""))
}

pub unsafe fn value_remove(key: *const u8, length: usize) -> i32 {
    Outcome::of(|to| host_remove(key, length, to)).answer(|_| say(b""))
}

pub unsafe fn value_keys(prefix: *const u8, length: usize, max: u32) -> i32 {
    Outcome::of(|to| host_keys(prefix, length, max, to))
        .answer(|keys| say(json::array(keys.items().iter().map(|key| key.text())).to_string().as_bytes()))
}

pub unsafe fn publish(event: *const u8, event_length: usize, data: *const u8, data_length: usize) -> i32 {
    Outcome::of(|to| host_publish(event, event_length, data, data_length, to)).answer(|_| say(b""))
}

thread_local!(static BODY: RefCell<Vec<u8>> = RefCell::default());

pub unsafe fn http_send(head: *const u8, head_length: usize, body: *const u8, body_length: usize) -> i32 {
    let head = utf8(head, head_length).and_then(|head| json::parse(head).ok()).unwrap_or(Value::Null);
    if utf8(body, body_length).is_none() {
        return INVALID;
    }
    let (method, url) = (head["method"].as_str().unwrap_or("GET"), head["url"].as_str().unwrap_or_default());
    let part = |part: &Value| Text::of(part.as_str().unwrap_or_default());
    let headers = head["headers"].items().iter();
    let headers: Vec<[Text; 2]> = headers.map(|header| [part(&header[0]), part(&header[1])]).collect();
    let timeout = head["timeoutMs"].as_u64();
    Outcome::of(|to| {
        host_send(
            method.as_ptr(), method.len(), url.as_ptr(), url.len(), headers.as_ptr(), headers.len(), body, body_length,
            timeout.is_some() as i32, timeout.unwrap_or_default().min(u32::MAX as u64) as u32, to,
        )
    })
    .answer(|response| {
        let body = response.body.bytes();
        let body = if response.base64 != 0 { from_base64(body) } else { body.to_vec() };
        BODY.with(|last| *last.borrow_mut() = body);
        let headers = response.headers.items().iter();
        let head = json::object([
            ("status", Value::from(response.status)),
            ("headers", json::array(headers.map(|[name, value]| json::array([name.text(), value.text()])))),
        ]);
        say(head.to_string().as_bytes())
    })
}

pub unsafe fn http_body() -> i32 {
    BODY.with(|body| say(&body.borrow()))
}

unsafe fn maybe(value: Maybe) -> i32 {
    if value.is_there == 0 { ABSENT } else { say(value.text.bytes()) }
}

/// RFC 4648, 4: what the host wrote, so that nothing of it is checked.
fn from_base64(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0);
    for digit in text.iter().take_while(|&&digit| digit != b'=') {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            _ => 63,
        };
        bits = bits << 6 | value as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}
