;; Growing by nothing asks for the size, here by a local.
(module
  (memory 1)
  (func (export "end") (param i32) (result i32) (local $none i32)
    (drop (i32.load (i32.shl (memory.grow (local.get 0)) (i32.const 16))))
    (i32.shl (memory.grow (local.get $none)) (i32.const 16))))
