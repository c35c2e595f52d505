(module
  (memory 0 1)
  (global 0 (mut i32) (i32.const 1024))
  (export "memory" (memory 0))
  (export "user!run" (func $user!run))
  (export "manager!take" (func $manager!take))
  (export "manager!give" (func $manager!give))
  (func $user!run
    i32.const 16
    call $manager!take
    call $manager!give)
  (func $manager!take (param i32) (result i32)
    i32.const 4096)
  (func $manager!give (param i32))
)
