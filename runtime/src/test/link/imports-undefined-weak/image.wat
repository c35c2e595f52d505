(module
  (table 0 2 funcref)
  (memory 0 2)
  (global 0 (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "__indirect_function_table" (table 0))
  (export "user!run" (func $user!run))
  (export "user!addresses" (func $user!addresses))
  (export "other!hook" (func $other!hook))
  (export "other!__wasilibc_find" (func $other!__wasilibc_find))
  (export "other!init" (func $other!init))
  (elem (table 0) (i32.const 1) func $other!hook)
  (func 0 (result i32)
    unreachable)
  (func $user!absent (result i32)
    unreachable)
  (func $user!library (result i32)
    unreachable)
  (func $user!init (result i32)
    unreachable)
  (func $user!run (result i32 i32 i32 i32)
    call $other!hook
    call $user!absent
    call $user!library
    call $user!init)
  (func $user!addresses (result i32 i32 i32 i32)
    i32.const 1
    i32.const 0
    i32.const 0
    i32.const 0)
  (func $other!hook (result i32)
    i32.const 1)
  (func $other!__wasilibc_find (result i32)
    i32.const 2)
  (func $other!init (param i32) (result i32)
    i32.const 3)
  (data (i32.const 66560) "\01\00\00\00\00\00\00\00")
)
