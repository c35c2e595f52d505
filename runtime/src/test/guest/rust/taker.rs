//! Frees what another module boxed, between allocations of its own.
#[link(wasm_import_module = "env")]
extern "C" {
    #[allow(improper_ctypes)]
    fn make(n: i32) -> *mut Vec<i32>;
}

#[no_mangle]
pub extern "C" fn take(n: i32) -> i32 {
    let mut kept = vec![];
    let mut total = 0;
    for i in 0..n {
        let numbers = unsafe { Box::from_raw(make(i % 50)) };
        total += numbers.iter().sum::<i32>();
        kept.push(vec![i; 7]);
        if i % 2 == 0 {
            drop(numbers)
        } else {
            kept.push(*numbers)
        }
    }
    total + kept.iter().map(|numbers| numbers.len() as i32).sum::<i32>()
}
