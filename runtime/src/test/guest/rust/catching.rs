//! Catches what another module throws; a destructor runs before.
#![no_std]
#![feature(core_intrinsics, lang_items)]
#![allow(internal_features)]
use core::cell::Cell;
use core::panic::PanicInfo;

extern "C-unwind" {
    fn may_fail(number: i32) -> i32;
}

struct Noting<'a>(&'a Cell<i32>);

impl Drop for Noting<'_> {
    fn drop(&mut self) {
        self.0.set(self.0.get() + 100);
    }
}

struct Attempt<'a> {
    number: i32,
    noted: &'a Cell<i32>,
    result: i32,
}

fn attempt(data: *mut u8) {
    let attempt = unsafe { &mut *(data as *mut Attempt) };
    let _noting = Noting(attempt.noted);
    attempt.result = unsafe { may_fail(attempt.number) };
}

fn failed(data: *mut u8, thrown: *mut u8) {
    let attempt = unsafe { &mut *(data as *mut Attempt) };
    attempt.result = unsafe { *(thrown as *const i32) } + 1000;
}

#[no_mangle]
pub extern "C-unwind" fn caught(number: i32) -> i32 {
    let noted = Cell::new(0);
    let mut data = Attempt { number, noted: &noted, result: 0 };
    let pointer = core::hint::black_box(&raw mut data as *mut u8);
    let caught = unsafe { core::intrinsics::catch_unwind(attempt, pointer, failed) };
    data.result + noted.get() + 10000 * caught
}

#[lang = "eh_personality"]
fn personality() {}

#[panic_handler]
fn panic(_: &PanicInfo) -> ! {
    loop {}
}
