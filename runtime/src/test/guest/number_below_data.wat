;; Data at 2 MiB, all memory above it managed, and a number in the code that could be an address below it.
(module
  (memory 33)
  (data (i32.const 2097152) "data")
  (func (export "round") (param i32) (result i32)
    (i32.and (i32.add (i32.mul (memory.size) (i32.const 65536)) (local.get 0)) (i32.const 65535))))
