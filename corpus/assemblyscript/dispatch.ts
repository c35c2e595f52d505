// Classes with virtual methods, references to functions, tables and strings in static data, state in globals. Static
// data holds addresses, and objects hold slots of the table: none may change.

type Operation = (a: i32, b: i32) => i32;

function add(a: i32, b: i32): i32 {
  return a + b;
}
function subtract(a: i32, b: i32): i32 {
  return a - b;
}
const operations: Operation[] = [add, subtract, (a, b) => a * b];

abstract class Animal {
  constructor(public name: string) {}
  abstract legs(): i32;
  sound(): string {
    return "...";
  }
}
class Dog extends Animal {
  legs(): i32 {
    return 4;
  }
  sound(): string {
    return this.name + " says woof";
  }
}
class Bird extends Animal {
  legs(): i32 {
    return 2;
  }
}
class Robot extends Dog {
  wheels: i32 = 6;
  legs(): i32 {
    return this.wheels;
  }
}

interface Measured {
  measure(): f64;
}
class Disc implements Measured {
  constructor(private radius: f64) {}
  measure(): f64 {
    return 3.0 * this.radius * this.radius;
  }
}
class Bar implements Measured {
  measure(): f64 {
    return 2.5;
  }
}

const animals: Animal[] = [new Dog("Rex"), new Bird("Tweety"), new Robot("K9")];
const measured: Measured[] = [new Disc(2.0), new Bar()];
const primes: StaticArray<i32> = [2, 3, 5, 7, 11, 13];
const weights: f64[] = [0.5, -1.5, 1e10];
let calls: i32 = 0;
let current: Operation = subtract;

export function legs(i: i32): i32 {
  calls++;
  return animals[i].legs();
}
export function sound_char(i: i32, j: i32): i32 {
  calls++;
  return animals[i].sound().charCodeAt(j);
}
export function sound_length(i: i32): i32 {
  return animals[i].sound().length;
}
export function is_dog(i: i32): bool {
  return animals[i] instanceof Dog;
}
export function upgrade(i: i32, wheels: i32): void {
  const robot = new Robot("robot");
  robot.wheels = wheels;
  animals[i] = robot;
}
export function measure(i: i32): f64 {
  return measured[i].measure();
}
export function apply(i: i32, a: i32, b: i32): i32 {
  return operations[i](a, b);
}
export function choose(i: i32): void {
  current = operations[i];
}
export function apply_chosen(a: i32, b: i32): i32 {
  return current(a, b);
}
export function is_chosen(i: i32): bool {
  return current == operations[i];
}
export function prime(i: i32): i32 {
  return primes[i];
}
export function weight(i: i32, by: f64): f64 {
  return (weights[i] += by);
}
export function call_count(): i32 {
  return calls;
}
export function mapped(by: i32): i32 {
  return primes.slice<i32[]>().map<i32>((value, i) => value * i).reduce((sum, value) => sum + value, by);
}
