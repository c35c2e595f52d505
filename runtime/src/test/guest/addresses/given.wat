;; Uses nothing but what it is given: pointers, a local that counts, null before it is set, constants beside pointers.
(module
  (import "env" "table_of" (func $table_of (param i32) (result i32)))
  (memory 1)
  (global $limit i32 (i32.const 100))
  (global $calls (mut i32) (i32.const 0))
  (func (export "sum") (param $from i32) (param $length i32) (result i32)
    (local $i i32) (local $sum i32) (local $at i32)
    (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
    block $done
      loop $again
        (br_if $done (i32.ge_u (local.get $i) (local.get $length)))
        (local.set $at (i32.add (local.get $from) (local.get $i)))
        (local.set $sum (i32.add (local.get $sum) (i32.load8_u offset=4 (local.get $at))))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        br $again
      end
    end
    (i32.add (local.get $sum) (i32.load (call $table_of (global.get $limit)))))
  (func (export "calls") (result i32) (global.get $calls)))
