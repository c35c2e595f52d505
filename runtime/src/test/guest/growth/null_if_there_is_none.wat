;; Writes the address of what it got to memory, or null, as Rust's allocator does.
(module
  (memory 1)
  (func (export "take") (param $at i32) (param $bytes i32) (local $grown i32)
    (local.set $grown (memory.grow (i32.shr_u (local.get $bytes) (i32.const 16))))
    (i32.store
      (local.get $at)
      (select
        (i32.const 0)
        (i32.shl (local.get $grown) (i32.const 16))
        (i32.eq (local.get $grown) (i32.const -1))))))
