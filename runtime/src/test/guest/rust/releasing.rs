// Takes a box from another module and drops it, and allocates nothing.
#[no_mangle]
pub unsafe extern "C" fn release(block: *mut u32) -> u32 {
    *Box::from_raw(block)
}
