// Rust without its standard library: slices, enums with data, generic code, static tables of references, 128-bit numbers.
#![no_std]

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}

enum Shape {
    Dot,
    Line(i32),
    Box { width: i32, height: i32 },
}
static SHAPES: [Shape; 4] = [Shape::Dot, Shape::Line(7), Shape::Box { width: 3, height: 5 }, Shape::Line(-2)];
static NAMES: [&str; 4] = ["dot", "line", "box", "backwards"];
static ROWS: [&[u16]; 3] = [&[1, 2, 3], &[], &[500, 600]];
static mut TOTAL: i64 = 1000;

#[no_mangle]
pub extern "C" fn size(i: usize) -> i32 {
    match &SHAPES[i] {
        Shape::Dot => 0,
        Shape::Line(length) => *length,
        Shape::Box { width, height } => width * height,
    }
}
#[no_mangle]
pub extern "C" fn name_byte(i: usize, at: usize) -> u8 {
    NAMES[i].as_bytes()[at]
}
#[no_mangle]
pub extern "C" fn row_sum(i: usize) -> u32 {
    ROWS[i].iter().map(|x| *x as u32).sum()
}
#[no_mangle]
pub extern "C" fn add(by: i64) -> i64 {
    unsafe {
        TOTAL += by;
        TOTAL
    }
}
#[no_mangle]
pub extern "C" fn remainder(a: u64, b: u64) -> u64 {
    ((a as u128 * a as u128 + 12345) % b as u128) as u64
}
#[no_mangle]
pub extern "C" fn sorted(seed: u32, i: usize) -> u32 {
    let mut numbers = [0u32; 50];
    let mut state = seed;
    for n in numbers.iter_mut() {
        state = state.wrapping_mul(1664525).wrapping_add(1013904223);
        *n = state >> 8;
    }
    numbers.sort_unstable_by(|a, b| b.cmp(a));
    numbers[i]
}
