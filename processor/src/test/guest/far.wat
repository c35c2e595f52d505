;; Data far up, and a number in the code that would be an address if the data began lower.
(module
  (memory (export "memory") 17)
  (data (i32.const 0x100000) "\2a\00\00\00")
  (func (export "sum") (result i32)
    (i32.add (i32.load (i32.const 0x100000)) (i32.const 2000))))
