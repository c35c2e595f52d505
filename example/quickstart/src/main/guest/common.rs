//! Makes the objects that the other modules read and change. They are ordinary Rust boxes.

#[repr(C)]
pub struct Point {
    value: i64,
}

#[no_mangle]
pub extern "C" fn create_object(value: i64) -> *mut Point {
    Box::into_raw(Box::new(Point { value }))
}
