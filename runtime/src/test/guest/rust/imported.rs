//! As maker.rs, with what the program's heap gives.
use std::alloc::{GlobalAlloc, Layout};

#[link(wasm_import_module = "env")]
extern "C" {
    fn aligned_alloc(alignment: usize, size: usize) -> *mut u8;
    fn free(block: *mut u8);
}

struct Imported;

unsafe impl GlobalAlloc for Imported {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        aligned_alloc(layout.align(), layout.size())
    }
    unsafe fn dealloc(&self, block: *mut u8, _: Layout) {
        free(block)
    }
}

#[global_allocator]
static HEAP: Imported = Imported;

#[no_mangle]
pub extern "C" fn make(n: i32) -> *mut Vec<i32> {
    Box::into_raw(Box::new((0..n).collect()))
}
