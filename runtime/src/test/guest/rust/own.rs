//! As maker.rs, with an allocator of its own that keeps blocks for ever.
use std::alloc::{GlobalAlloc, Layout};
use std::sync::atomic::{AtomicUsize, Ordering};

struct Bump(AtomicUsize);

static mut BLOCKS: [u8; 4096] = [0; 4096];

unsafe impl GlobalAlloc for Bump {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let at = (self.0.load(Ordering::Relaxed) + layout.align() - 1) & !(layout.align() - 1);
        self.0.store(at + layout.size(), Ordering::Relaxed);
        core::ptr::addr_of_mut!(BLOCKS).cast::<u8>().add(at)
    }
    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}

#[global_allocator]
static HEAP: Bump = Bump(AtomicUsize::new(0));

#[no_mangle]
pub extern "C" fn make(n: i32) -> *mut Vec<i32> {
    Box::into_raw(Box::new((0..n).collect()))
}
