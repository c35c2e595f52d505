//! A palette made for one picture, by median cut: starting with one box that holds all colours of
//! the picture, the box that matters most is cut in two until there are enough boxes. Each box
//! gives one colour, the mean of its pixels.

use std::slice::from_raw_parts;

/// Colours are counted in cells, with 5 bits for each of red, green and blue.
const CELLS: usize = 1 << 15;
const MAX_COLOURS: usize = 256;
const UNKNOWN: u16 = u16::MAX;

static mut COLOURS: [u32; MAX_COLOURS] = [0; MAX_COLOURS];
static mut COLOUR_COUNT: usize = 0;

/// The index of the colour nearest to the centre of each cell, once somebody has asked for it.
static mut NEAREST: [u16; CELLS] = [0; CELLS];

/// The axes along which a box can be cut. Of axes equally long, the first is cut.
static AXES: [fn(&Cell) -> u32; 3] = [Cell::green, Cell::red, Cell::blue];

/// The pixels whose colours agree in the upper 5 bits.
#[derive(Clone, Default)]
struct Cell {
    key: u32,
    pixels: u32,
    sums: [u32; 3],
}

impl Cell {
    fn key_of(pixel: u32) -> u32 {
        pixel >> 9 & 0x7c00 | pixel >> 6 & 0x3e0 | pixel >> 3 & 0x1f
    }

    fn red(&self) -> u32 {
        self.key >> 10
    }

    fn green(&self) -> u32 {
        self.key >> 5 & 0x1f
    }

    fn blue(&self) -> u32 {
        self.key & 0x1f
    }

    fn add(&mut self, pixel: u32) {
        self.pixels += 1;
        self.sums[0] += pixel >> 16 & 0xff;
        self.sums[1] += pixel >> 8 & 0xff;
        self.sums[2] += pixel & 0xff;
    }
}

// Inlined into one function, the loops below would make one that is over the 8,000 bytes of bytecode
// up to which the JVM compiles a method.

#[inline(never)]
fn histogram(pixels: &[u32]) -> Vec<Cell> {
    let mut cells = vec![Cell::default(); CELLS];
    for &pixel in pixels {
        cells[Cell::key_of(pixel) as usize].add(pixel);
    }
    for (key, cell) in cells.iter_mut().enumerate() {
        cell.key = key as u32;
    }
    cells.retain(|cell| cell.pixels > 0);
    cells
}

/// Cells that will share one colour; never none.
struct ColourBox {
    cells: Vec<Cell>,
    pixels: u64,
    longest_axis: fn(&Cell) -> u32,
    low: u32,
    high: u32,
}

impl ColourBox {
    #[inline(never)]
    fn new(cells: Vec<Cell>) -> ColourBox {
        let pixels = cells.iter().map(|cell| u64::from(cell.pixels)).sum();
        let mut longest_axis = AXES[0];
        let (mut low, mut high) = (0, 0);
        for axis in AXES {
            let (first, last) = cells
                .iter()
                .map(axis)
                .fold((u32::MAX, 0), |(first, last), at| {
                    (first.min(at), last.max(at))
                });
            if last - first > high - low {
                longest_axis = axis;
                low = first;
                high = last;
            }
        }
        ColourBox {
            cells,
            pixels,
            longest_axis,
            low,
            high,
        }
    }

    /// How much there is to win by cutting this box; 0 if it cannot be cut.
    fn weight(&self) -> u64 {
        self.pixels * u64::from(self.high - self.low)
    }

    /// Cuts where the lower side gets half of the pixels, or as few more as possible.
    #[inline(never)]
    fn cut(self) -> (ColourBox, ColourBox) {
        let axis = self.longest_axis;
        let mut pixels_at = [0; 32];
        for cell in &self.cells {
            pixels_at[axis(cell) as usize] += u64::from(cell.pixels);
        }
        let mut limit = self.low;
        let mut below = pixels_at[limit as usize];
        while limit + 1 < self.high && below < self.pixels / 2 {
            limit += 1;
            below += pixels_at[limit as usize];
        }
        let (lower, upper) = self.cells.into_iter().partition(|cell| axis(cell) <= limit);
        (ColourBox::new(lower), ColourBox::new(upper))
    }

    fn mean(&self) -> u32 {
        (0..3).fold(0, |colour, channel| {
            let sum: u64 = self
                .cells
                .iter()
                .map(|cell| u64::from(cell.sums[channel]))
                .sum();
            colour << 8 | ((sum + self.pixels / 2) / self.pixels) as u32
        })
    }
}

fn median_cut(cells: Vec<Cell>, wanted: usize) -> Vec<ColourBox> {
    let mut boxes = vec![ColourBox::new(cells)];
    while boxes.len() < wanted {
        let mut heaviest = 0;
        for index in 1..boxes.len() {
            if boxes[index].weight() > boxes[heaviest].weight() {
                heaviest = index;
            }
        }
        if boxes[heaviest].weight() == 0 {
            break;
        }
        let (lower, upper) = boxes.remove(heaviest).cut();
        boxes.extend([lower, upper]);
    }
    boxes
}

/// Makes a palette of at most `wanted` colours (1 to 256) and returns how many it has.
///
/// # Safety
///
/// `pixels` holds `count` words 0x??RRGGBB; 1 to 2^24, so that no sum overflows.
#[no_mangle]
pub unsafe extern "C" fn build(pixels: *const u32, count: usize, wanted: usize) -> usize {
    let boxes = median_cut(
        histogram(from_raw_parts(pixels, count)),
        wanted.min(MAX_COLOURS),
    );
    for (colour, members) in COLOURS.iter_mut().zip(&boxes) {
        *colour = members.mean();
    }
    COLOUR_COUNT = boxes.len();
    NEAREST.fill(UNKNOWN);
    COLOUR_COUNT
}

/// The address of the palette that was built last: words 0x00RRGGBB.
#[no_mangle]
pub extern "C" fn colours() -> *const u32 {
    unsafe { COLOURS.as_ptr() }
}

/// The address of the function that finds a pixel's colour in the palette that was built last.
#[no_mangle]
pub extern "C" fn matcher() -> extern "C" fn(u32) -> u32 {
    nearest
}

extern "C" fn nearest(rgb: u32) -> u32 {
    let key = Cell::key_of(rgb);
    unsafe {
        let index = &mut NEAREST[key as usize];
        if *index == UNKNOWN {
            *index = search(key, &COLOURS[..COLOUR_COUNT]) as u16;
        }
        u32::from(*index)
    }
}

fn search(key: u32, colours: &[u32]) -> usize {
    let distance = |colour: u32| -> i32 {
        [(10, 16), (5, 8), (0, 0)]
            .iter()
            .map(|&(from, to)| {
                let centre = (key >> from & 0x1f) << 3 | 4;
                let difference = centre as i32 - (colour >> to & 0xff) as i32;
                difference * difference
            })
            .sum()
    };
    // Of equal elements, min_by_key takes the first.
    let nearest = colours
        .iter()
        .enumerate()
        .min_by_key(|&(_, &colour)| distance(colour));
    nearest.map_or(0, |(index, _)| index)
}
