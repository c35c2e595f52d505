(module
  (@dylink.0 (mem-info (memory 0 0) (table 0 0)))
  (import "env" "__cpp_exception" (tag $exception (param i32)))
  (import "env" "__c_longjmp" (tag $jump (param i32)))
  (func $fail (export "fail_in_library")
    (throw $exception (i32.const 8)))
  (func $jump_out (export "jump_in_library")
    (throw $jump (i32.const 9))))
