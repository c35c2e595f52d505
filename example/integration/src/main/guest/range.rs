//! Makes linked lists of ordinary Rust boxes. What Rust allocates comes from whoever serves the
//! program with `malloc`.

use std::alloc::{GlobalAlloc, Layout};
use std::ptr::null_mut;

extern "C" {
    fn malloc(size: usize) -> *mut u8;
    fn free(block: *mut u8);
}

struct ProgramHeap;

/// What every block of the heap is aligned to.
const ALIGNMENT: usize = 16;

unsafe impl GlobalAlloc for ProgramHeap {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if layout.align() > ALIGNMENT {
            return null_mut();
        }
        malloc(layout.size())
    }

    unsafe fn dealloc(&self, block: *mut u8, _: Layout) {
        free(block)
    }
}

#[global_allocator]
static HEAP: ProgramHeap = ProgramHeap;

#[repr(C)]
pub struct Node {
    value: i64,
    next: Option<Box<Node>>,
}

/// The numbers from `first` to `last`, both included.
#[no_mangle]
pub extern "C" fn range(first: i64, last: i64) -> Option<Box<Node>> {
    (first..=last)
        .rev()
        .fold(None, |next, value| Some(Box::new(Node { value, next })))
}
