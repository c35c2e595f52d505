;; Data at an address that nothing says how to change.
(module
  (memory (export "memory") 2)
  (data (i32.const 65536) "\01\02\03\04")
  (func (export "first") (result i32)
    (i32.load8_u (i32.const 65536))))
