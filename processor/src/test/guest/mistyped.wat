;; Well formed, but with a function whose body does not have its type.
(module
  (func (export "zero") (result i32)
    (i64.const 0)))
