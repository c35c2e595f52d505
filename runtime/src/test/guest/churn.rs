//! The allocator of Rust's standard library, to be used beside others.
use std::alloc::{alloc, dealloc, Layout};

fn layout(size: usize) -> Layout {
    Layout::from_size_align(size.max(1), 8).unwrap()
}

#[no_mangle]
pub extern "C" fn take(size: usize) -> *mut u8 {
    unsafe { alloc(layout(size)) }
}

#[no_mangle]
pub unsafe extern "C" fn give(block: *mut u8, size: usize) {
    dealloc(block, layout(size))
}
