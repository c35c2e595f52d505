(module
  (memory 0 1)
  (global 0 (mut i32) (i32.const 1024))
  (export "memory" (memory 0))
  (export "user!both" (func $user!both))
  (export "codec!decode" (func $codec!decode))
  (export "second!decode" (func $second!decode))
  (export "third!decode" (func $third!decode))
  (func $user!both (result i32)
    call $codec!decode
    call $second!decode
    i32.add)
  (func $codec!decode (result i32)
    i32.const 1)
  (func $second!decode (result i32)
    i32.const 2)
  (func $third!decode (result i32)
    i32.const 2)
)
