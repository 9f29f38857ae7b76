//! The imports' stand-ins outside of WebAssembly.

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
