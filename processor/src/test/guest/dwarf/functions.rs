// What Rust's functions take and return: references, raw pointers, wrappers of them, and values.
#![no_std]
use core::ptr::NonNull;

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    loop {}
}

pub mod stats {
    #[repr(C)]
    pub struct Row {
        pub count: i32,
        pub sum: f64,
    }

    #[repr(C)]
    pub struct Column {
        pub count: i32,
        pub sum: f32,
    }
}
use stats::{Column, Row};

#[repr(transparent)]
pub struct Handle(NonNull<Row>);

#[no_mangle]
pub extern "C" fn by_reference(row: &Row) -> i32 {
    row.count
}

#[no_mangle]
pub extern "C" fn same_code(column: &Column) -> i32 {
    column.count
}

#[no_mangle]
pub extern "C" fn by_option(row: Option<&mut Row>) -> f64 {
    row.map_or(0.0, |row| row.sum)
}

#[no_mangle]
pub unsafe extern "C" fn by_pointer(row: *mut Row, column: *const Column) -> *mut Row {
    (*row).sum += f64::from((*column).sum);
    row
}

#[no_mangle]
pub unsafe extern "C" fn by_handle(handle: Handle) -> f64 {
    handle.0.as_ref().sum
}

#[no_mangle]
pub extern "C" fn by_value(column: Column) -> f32 {
    column.sum
}

#[no_mangle]
pub extern "C" fn make(count: i32) -> Row {
    Row { count, sum: 0.5 }
}

#[no_mangle]
pub extern "C" fn normalize(vector: &mut [f32; 3]) {
    vector[0] = 1.0;
}
