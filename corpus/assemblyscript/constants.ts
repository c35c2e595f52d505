// Static data alone, and no heap: arrays, strings, a string that is found through an array, references to functions.

type Step = (x: i32) => i32;

const names: StaticArray<string> = ["alpha", "beta", "gamma"];
const cubes: StaticArray<i64> = [0, 1, 8, 27, 64, 125];
const factors: StaticArray<f32> = [0.5, 1.5, -2.5];
const counters: StaticArray<i32> = [10, 20, 30];

function double(x: i32): i32 {
  return 2 * x;
}
function negate(x: i32): i32 {
  return -x;
}
let step: Step = double;
let steps = 0;

export function name_char(i: i32, j: i32): i32 {
  return names[i].charCodeAt(j);
}
export function name_length(i: i32): i32 {
  return names[i].length;
}
export function is_beta(i: i32): bool {
  return names[i] == "beta";
}
export function cube(i: i32): i64 {
  return cubes[i];
}
export function scale(i: i32, by: f32): f32 {
  return factors[i] * by;
}
export function count(i: i32, by: i32): i32 {
  return (counters[i] += by);
}
export function turn(): void {
  step = step == double ? negate : double;
}
export function apply(x: i32): i32 {
  steps++;
  return step(x);
}
export function step_count(): i32 {
  return steps;
}
// a name that is put where another was
export function copy_name(from: i32, to: i32): void {
  names[to] = names[from];
}
