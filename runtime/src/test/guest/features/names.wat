;; Memory under a name of its own, and exports with names of every kind; one function under two of them.
(module
  (import "mem" "pages" (memory 0))
  (global $base (mut i32) (i32.const 0))
  (func $start (global.set $base (i32.mul (memory.grow (i32.const 1)) (i32.const 65536))))
  (start $start)
  (func $count (export "count") (export "with space") (export "") (export "a!b") (export "\"quoted\"")
    (export "\e2\82\ac") (export "\f0\9f\a5\ac leaf") (result i32)
    (i32.store offset=4 (global.get $base) (i32.add (i32.load offset=4 (global.get $base)) (i32.const 1)))
    (i32.load offset=4 (global.get $base))))
