(module
  (func $policy (@sym) (export "policy") (result i32) (i32.const 3))
  (func $run (@sym) (export "run_it") (result i32) (i32.const 4)))
