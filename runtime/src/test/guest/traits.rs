// Rust with std: a table of strings, vtables of trait objects, formatting, a hash map, panics that trap.
#![crate_type = "cdylib"]
use std::collections::HashMap;

static NAMES: [&str; 3] = ["alpha", "beta", "gamma"];

trait Shape: Sync {
    fn area(&self) -> i32;
    fn name(&self) -> &'static str;
}
struct Square(i32);
struct Rectangle(i32, i32);
impl Shape for Square {
    fn area(&self) -> i32 { self.0 * self.0 }
    fn name(&self) -> &'static str { "square" }
}
impl Shape for Rectangle {
    fn area(&self) -> i32 { self.0 * self.1 }
    fn name(&self) -> &'static str { "rectangle" }
}
static SHAPES: [&dyn Shape; 3] = [&Square(3), &Rectangle(4, 5), &Square(7)];

#[no_mangle]
pub extern "C" fn name_char(i: usize, j: usize) -> i32 {
    NAMES[i].as_bytes().get(j).map_or(0, |&b| b as i32)
}
#[no_mangle]
pub extern "C" fn area(i: usize) -> i32 { SHAPES[i].area() }
#[no_mangle]
pub extern "C" fn shape_name_length(i: usize) -> usize { SHAPES[i].name().len() }

#[no_mangle]
pub extern "C" fn format_checksum(n: i64) -> u32 {
    let text = format!("{:?} {:>8} {:x}", NAMES, n, n);
    text.bytes().fold(7u32, |sum, b| sum.wrapping_mul(31).wrapping_add(b as u32))
}
#[no_mangle]
pub extern "C" fn count_distinct(n: i32, modulus: i32) -> usize {
    let mut seen = HashMap::new();
    for i in 0..n {
        *seen.entry(i.wrapping_mul(i) % modulus).or_insert(0) += 1;
    }
    seen.len()
}
#[no_mangle]
pub extern "C" fn boxed(value: i64) -> *mut i64 { Box::into_raw(Box::new(value)) }
#[no_mangle]
pub unsafe extern "C" fn unbox(pointer: *mut i64) -> i64 { *Box::from_raw(pointer) }
