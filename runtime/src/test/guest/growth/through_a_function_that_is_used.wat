;; A function of its own returns what memory.grow gave, and its caller makes an address of it.
(module
  (memory 1)
  (func $grow (result i32) (memory.grow (i32.const 1)))
  (func (export "take") (result i32) (local $grown i32)
    (local.set $grown (call $grow))
    (if (i32.eq (local.get $grown) (i32.const -1)) (then unreachable))
    (i32.shl (local.get $grown) (i32.const 16))))
