//! A static of Rust that holds nothing but the address of another module's data.
#![no_std]
#![crate_type = "cdylib"]

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

extern "C" {
    static shared_numbers: [i32; 4];
}

static NUMBERS: &[i32; 4] = unsafe { &shared_numbers };

#[no_mangle]
pub extern "C" fn through(i: usize) -> i32 {
    unsafe { core::ptr::read_volatile(&NUMBERS)[i & 3] }
}
