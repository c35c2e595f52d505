// Rust with its standard library: maps, formatting, trait objects, iterators, static data that refers to static data,
// thread-local state, and a panic.
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap};

trait Leaf {
    fn area(&self) -> f64;
    fn name(&self) -> String {
        "a leaf without a name".to_string()
    }
}
struct Round(f64);
struct Long {
    width: f64,
    length: f64,
}
impl Leaf for Round {
    fn area(&self) -> f64 {
        3.0 * self.0 * self.0
    }
}
impl Leaf for Long {
    fn area(&self) -> f64 {
        self.width * self.length
    }
    fn name(&self) -> String {
        format!("long leaf of {:.1} by {:.1}", self.width, self.length)
    }
}

static KINDS: &[(&str, &dyn Sync)] = &[("radicchio", &1u8), ("endive", &2u8), ("chicory", &3u8)];
static OPERATIONS: [fn(i64, i64) -> i64; 3] = [|a, b| a.wrapping_add(b), |a, b| a.wrapping_mul(b), i64::wrapping_sub];

thread_local! {
    static LEAVES: RefCell<Vec<Box<dyn Leaf>>> = RefCell::new(vec![Box::new(Round(2.0)), Box::new(Long { width: 1.5, length: 4.0 })]);
    static CALLS: Cell<i32> = Cell::new(0);
}

#[no_mangle]
pub extern "C" fn area(i: usize) -> f64 {
    CALLS.with(|calls| calls.set(calls.get() + 1));
    LEAVES.with(|leaves| leaves.borrow()[i].area())
}
#[no_mangle]
pub extern "C" fn add_leaf(width: f64, length: f64) -> usize {
    LEAVES.with(|leaves| {
        leaves.borrow_mut().push(Box::new(Long { width, length }));
        leaves.borrow().len()
    })
}
#[no_mangle]
pub extern "C" fn name_byte(i: usize, at: usize) -> i32 {
    LEAVES.with(|leaves| leaves.borrow()[i].name().as_bytes().get(at).map_or(-1, |b| *b as i32))
}
#[no_mangle]
pub extern "C" fn kind_byte(i: usize, at: usize) -> u8 {
    KINDS[i].0.as_bytes()[at]
}
#[no_mangle]
pub extern "C" fn operate(which: usize, a: i64, b: i64) -> i64 {
    OPERATIONS[which](a, b)
}
#[no_mangle]
pub extern "C" fn calls() -> i32 {
    CALLS.with(|calls| calls.get())
}

// Sums over a hash map do not depend on the order of its entries.
#[no_mangle]
pub extern "C" fn count_words(n: u32) -> u64 {
    let mut counts: HashMap<String, u32> = HashMap::new();
    for i in 0..n {
        *counts.entry(format!("word{}", i * i % 97)).or_insert(0) += i;
    }
    counts.iter().map(|(word, count)| word.len() as u64 * *count as u64).sum::<u64>() + counts.len() as u64
}
#[no_mangle]
pub extern "C" fn ordered(n: u32) -> u64 {
    let map: BTreeMap<u32, String> = (0..n).map(|i| (i.wrapping_mul(2654435761) % 1000, format!("{:x}", i))).collect();
    map.iter().fold(7, |hash, (key, value)| hash * 31 % 1_000_000_007 + *key as u64 + value.len() as u64)
}
#[no_mangle]
pub extern "C" fn format_number(x: f64, digits: usize) -> u32 {
    format!("{:>12.*}|{:?}|{:e}", digits, x, Some(x), x).bytes().fold(0, |hash, b| hash.wrapping_mul(31).wrapping_add(b as u32))
}
#[no_mangle]
pub extern "C" fn at(i: usize) -> u8 {
    [1u8, 2, 3].to_vec()[i]
}
