(module
  (func (export "hook") (result i32) (i32.const 1))
  (func (export "__wasilibc_find") (result i32) (i32.const 2))
  (func (export "init") (param i32) (result i32) (i32.const 3)))
