(module
  (memory 1)
  (global (export "level") i32 (i32.const 1024))
  (func $policy (@sym) (export "policy") (result i32) (i32.const 3))
  (data (i32.const 1024) (@sym $level name="level" size=4) "\09\00\00\00"))
