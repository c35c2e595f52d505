//! Throws as Rust does where panics unwind.
#![no_std]
#![feature(link_llvm_intrinsics, lang_items)]
#![allow(internal_features)]
use core::panic::PanicInfo;

extern "C-unwind" {
    #[link_name = "llvm.wasm.throw"]
    fn throw(tag: i32, thrown: *mut u8) -> !;
}

static mut THROWN: i32 = 0;

#[no_mangle]
pub extern "C-unwind" fn may_fail(number: i32) -> i32 {
    if number > 3 {
        unsafe {
            THROWN = number;
            throw(0, &raw mut THROWN as *mut u8)
        }
    }
    number
}

#[lang = "eh_personality"]
fn personality() {}

#[panic_handler]
fn panic(_: &PanicInfo) -> ! {
    loop {}
}
