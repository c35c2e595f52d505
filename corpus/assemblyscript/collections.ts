// Objects in a heap of its own, which begins after static data and grows with the memory: maps, sets, growing arrays,
// strings, and enough garbage that a collector, where there is one, must find what is still in use.

class Entry {
  next: Entry | null = null;
  constructor(public key: i32, public text: string) {}
}

const counts = new Map<string, i32>();
const squares = new Map<i32, Entry>();
const seen = new Set<i64>();
const words: string[] = [];
let newest: Entry | null = null;
let total: i64 = 0;

const text = "the quick brown fox jumps over the lazy dog and the fox does not mind the dog";

export function count_words(): i32 {
  const parts = text.split(" ");
  for (let i = 0; i < parts.length; i++) {
    const word = parts[i];
    counts.set(word, (counts.has(word) ? counts.get(word) : 0) + 1);
    words.push(word.toUpperCase());
  }
  return counts.size;
}
export function count_of(i: i32): i32 {
  return counts.get(words[i].toLowerCase());
}
export function word_char(i: i32, j: i32): i32 {
  return words[i].charCodeAt(j);
}
export function sort_words(): void {
  words.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
export function word_count(): i32 {
  return words.length;
}
export function put(key: i32): i32 {
  const entry = new Entry(key, (key * key).toString() + "!");
  entry.next = newest;
  newest = entry;
  squares.set(key, entry);
  return squares.size;
}
export function put_many(from: i32, to: i32): i32 {
  for (let key = from; key < to; key++) put(key);
  return squares.size;
}
export function remove(key: i32): bool {
  return squares.delete(key);
}
export function square_char(key: i32, i: i32): i32 {
  return squares.get(key).text.charCodeAt(i);
}
export function newest_sum(): i32 {
  let sum = 0;
  let entry = newest;
  while (entry != null) {
    sum += entry.key + entry.text.length;
    entry = entry.next;
  }
  return sum;
}
export function forget(): void {
  newest = null;
}
export function see(value: i64): i32 {
  seen.add(value);
  total += value;
  return seen.size;
}
export function seen_total(): i64 {
  return total;
}
// makes as much garbage as fits into many pages
export function churn(rounds: i32): i32 {
  let sum = 0;
  for (let i = 0; i < rounds; i++) {
    const block = new Uint8Array(10000);
    block[i] = <u8>(i + 1);
    const part = block.subarray(i, i + 1);
    const formatted = "round " + i.toString();
    sum += part[0] + formatted.length + block[(i + 1) % 10000];
  }
  return sum;
}
export function joined_char(i: i32): i32 {
  return words.join("-").charCodeAt(i);
}
export function number_char(value: f64, i: i32): i32 {
  return value.toString().charCodeAt(i);
}
