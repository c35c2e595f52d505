//! Resizes by area average: a target pixel is the mean of the rectangle of source pixels that it
//! covers, each weighted by how much of it is covered. Everything is an integer, so the mean is
//! exact up to the one rounding at the end.

#![no_std]

use core::panic::PanicInfo;

/// The part of one source axis that one target pixel covers. Lengths are in units of
/// 1/`target` of a source pixel: a source pixel is `target` long and a target pixel `source`.
#[derive(Clone, Copy)]
struct Span {
    first: usize,
    last: usize,
    first_weight: u64,
    inner_weight: u64,
    last_weight: u64,
}

impl Span {
    fn new(position: usize, source: usize, target: usize) -> Span {
        let (source, target) = (source as u64, target as u64);
        let start = position as u64 * source;
        let end = start + source;
        let first = start / target;
        let last = (end - 1) / target;
        let first_end = (first + 1) * target;
        Span {
            first: first as usize,
            last: last as usize,
            first_weight: end.min(first_end) - start,
            inner_weight: target,
            last_weight: end - last * target,
        }
    }

    /// The sum of `value` over the pixels covered, each times its weight.
    #[inline(always)]
    fn sum(self, value: impl Fn(usize) -> Sums) -> Sums {
        let mut total = value(self.first).times(self.first_weight);
        if self.first < self.last {
            for inner in self.first + 1..self.last {
                total = total.plus(value(inner).times(self.inner_weight));
            }
            total = total.plus(value(self.last).times(self.last_weight));
        }
        total
    }
}

/// Sums of the red, green and blue of several pixels.
#[derive(Clone, Copy)]
struct Sums(u64, u64, u64);

impl Sums {
    #[inline(always)]
    fn of(pixel: u32) -> Sums {
        let channel = |shift: u32| u64::from(pixel >> shift & 0xff);
        Sums(channel(16), channel(8), channel(0))
    }

    #[inline(always)]
    fn plus(self, other: Sums) -> Sums {
        Sums(self.0 + other.0, self.1 + other.1, self.2 + other.2)
    }

    #[inline(always)]
    fn times(self, weight: u64) -> Sums {
        Sums(self.0 * weight, self.1 * weight, self.2 * weight)
    }

    fn mean(self, area: u64) -> u32 {
        let channel = |sum: u64| ((sum + area / 2) / area) as u32;
        channel(self.0) << 16 | channel(self.1) << 8 | channel(self.2)
    }
}

/// Pixels are words 0x??RRGGBB, row by row.
///
/// # Safety
///
/// `source` and `target` hold `width * height` words each, for their own widths and heights, and do
/// not overlap. No width or height is 0.
#[no_mangle]
pub unsafe extern "C" fn resize(
    source: *const u32,
    source_width: usize,
    source_height: usize,
    target: *mut u32,
    target_width: usize,
    target_height: usize,
) {
    let area = source_width as u64 * source_height as u64;
    for y in 0..target_height {
        let rows = Span::new(y, source_height, target_height);
        for x in 0..target_width {
            let columns = Span::new(x, source_width, target_width);
            let sums = rows.sum(|row| {
                let row = source.add(row * source_width);
                columns.sum(|column| Sums::of(*row.add(column)))
            });
            *target.add(y * target_width + x) = sums.mean(area);
        }
    }
}

#[panic_handler]
fn panic(_: &PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}
