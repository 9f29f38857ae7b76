// A core guest in Rust that panics in a method of a trait: its name and its line are to be told.
#[repr(C)]
pub struct Answer {
    code: u64,
    packed: u64,
}

mod orders {
    pub trait Check {
        fn check(&self) -> usize;
    }

    impl Check for &str {
        #[inline(never)]
        fn check(&self) -> usize {
            if !self.starts_with("order") {
                panic!("no order");
            }
            self.len()
        }
    }
}

#[export_name = "malloc"]
pub unsafe extern "C" fn allocate(size: usize) -> *mut u8 {
    std::alloc::alloc(std::alloc::Layout::from_size_align_unchecked(size.max(1), 8))
}

#[export_name = "event"]
pub unsafe extern "C" fn event(data: *const u8, length: usize) -> Answer {
    let text = std::str::from_utf8(std::slice::from_raw_parts(data, length)).unwrap();
    let code = orders::Check::check(&text);
    Answer { code: code as u64, packed: 0 }
}
