(module
  (memory 0 2)
  (tag 0 (param i32))
  (tag 1 (param i64))
  (tag 2 (param i32))
  (tag 3 (param i32))
  (global 0 (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "__c_longjmp" (tag 3))
  (export "__cpp_exception" (tag 0))
  (export "thrower!fail" (func $thrower!fail))
  (export "thrower!fail_otherwise" (func $thrower!fail_otherwise))
  (export "again!fail" (func $again!fail))
  (export "again!fail_otherwise" (func $again!fail_otherwise))
  (export "catcher!fail_too" (func $catcher!fail))
  (export "catcher!fail_otherwise_too" (func $catcher!fail_otherwise))
  (export "library!fail_in_library" (func $library!fail))
  (export "library!jump_in_library" (func $library!jump_out))
  (func $thrower!fail
    i32.const 7
    throw 0)
  (func $thrower!fail_otherwise
    i64.const 7
    throw 1)
  (func $again!fail
    i32.const 7
    throw 0)
  (func $again!fail_otherwise
    i64.const 7
    throw 1)
  (func $catcher!fail
    i32.const 17
    throw 0)
  (func $catcher!fail_otherwise
    i32.const 17
    throw 2)
  (func $library!fail
    i32.const 8
    throw 0)
  (func $library!jump_out
    i32.const 9
    throw 3)
)
