// Rust for WASI: printing, and wasi-libc's allocator under Rust's collections.
use std::io::Write;

static GREETINGS: [&str; 3] = ["ciao", "salve", "buongiorno"];
static mut COUNT: u32 = 0;

#[no_mangle]
pub extern "C" fn greet(i: usize) -> u32 {
    println!("{} number {}", GREETINGS[i], unsafe { COUNT += 1; COUNT });
    std::io::stdout().flush().unwrap();
    GREETINGS[i].len() as u32
}
#[no_mangle]
pub extern "C" fn collect(n: u64) -> u64 {
    let texts: Vec<String> = (0..n).map(|i| i.to_string().repeat(5)).collect();
    texts.iter().map(|text| text.len() as u64).sum()
}
