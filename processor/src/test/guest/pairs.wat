;; Gives bytes as two results.
(module
  (func (export "part") (param i32 i32) (result i32 i32)
    (local.get 0)
    (local.get 1))
  (func (export "swap") (param i32 i32) (result i32 i32)
    (local.get 1)
    (local.get 0)))
