// What Rust lays out as C does.
#![no_std]
use core::cell::Cell;
use core::marker::PhantomData;
use core::ptr::NonNull;
use core::sync::atomic::AtomicU32;

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

#[repr(C)]
pub enum Color {
    Red,
    Green,
}

pub mod geo {
    #[repr(C)]
    pub struct Point {
        pub x: i32,
        pub weight: f64,
        pub next: *mut Point,
    }
}

#[repr(transparent)]
pub struct Id(u32);

#[repr(C)]
pub struct Record {
    pub id: Id,
    pub count: Cell<i32>,
    pub shared: AtomicU32,
    pub some: Option<&'static geo::Point>,
    pub certain: NonNull<geo::Point>,
    pub inside: geo::Point,
    pub letter: char,
    pub flag: bool,
    pub small: u16,
    pub color: Color,
    pub size: usize,
    pub grid: [[f32; 3]; 2],
    pub r#type: u8,
    pub marker: PhantomData<i64>,
}

#[no_mangle]
pub extern "C" fn use_point(it: &geo::Point) -> i32 {
    it.x
}

#[no_mangle]
pub extern "C" fn use_record(it: &mut Record) -> usize {
    it.size
}
