//! Memory for the other modules and for Java, from the allocator in Rust's standard library.

use std::alloc::{alloc, dealloc, Layout};
use std::ptr::null_mut;

/// Returns null if the memory cannot grow any further. `align` is a power of two.
#[no_mangle]
pub extern "C" fn allocate(size: usize, align: usize) -> *mut u8 {
    match Layout::from_size_align(size.max(1), align) {
        Ok(layout) => unsafe { alloc(layout) },
        Err(_) => null_mut(),
    }
}

/// # Safety
///
/// `buffer` came from [`allocate`] with the same size and alignment and was not released since.
#[no_mangle]
pub unsafe extern "C" fn release(buffer: *mut u8, size: usize, align: usize) {
    dealloc(
        buffer,
        Layout::from_size_align_unchecked(size.max(1), align),
    );
}
