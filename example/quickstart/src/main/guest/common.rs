//! Makes the objects that the other modules read and change. They are ordinary Rust boxes, so they
//! come from the allocator in Rust's standard library.

#[no_mangle]
pub extern "C" fn create_object(value: i64) -> *mut i64 {
    Box::into_raw(Box::new(value))
}
