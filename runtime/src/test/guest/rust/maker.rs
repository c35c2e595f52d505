//! Boxes what others free.
#[no_mangle]
pub extern "C" fn make(n: i32) -> *mut Vec<i32> {
    Box::into_raw(Box::new((0..n).collect()))
}

/// Frees all that it allocates.
#[no_mangle]
pub extern "C" fn own(n: i32) -> i32 {
    let numbers: Vec<i32> = (0..n).collect();
    numbers.iter().fold(0, |sum, number| sum.wrapping_add(*number))
}
