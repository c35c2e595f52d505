(module
  (table 0 2 funcref)
  (memory 0 2)
  (global 0 (mut i32) (i32.const 1024))
  (global 1 (mut i32) (i32.const 1))
  (export "memory" (memory 0))
  (export "codec!decode" (func $codec!decode))
  (export "codec!encode" (func $codec!encode))
  (export "codec!level" (func $codec!level))
  (export "codec!reset" (func $codec!reset))
  (export "!pages!user" (global 1))
  (export "!grow!user" (func 8))
  (export "!table!user" (table 0))
  (export "user!decode" (func $user!decode))
  (export "user!encode" (func $user!encode))
  (elem (table 0) (i32.const 1) func 6)
  (func $codec!decode (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.add)
  (func $codec!encode (param i64) (result i64)
    local.get 0
    i64.const 32
    i64.rotl)
  (func $codec!level (param i32) (result i32)
    local.get 0)
  (func $codec!reset (param i32))
  (func $user!decode (result i32)
    i32.const 3
    call $codec!level
    call $codec!reset
    i32.const 1024
    i32.const 4
    call 6
    i32.load8_u offset=65536)
  (func $user!encode (result i64)
    i64.const 4398046511108
    call 7)
  (func 6 (param i32 i32) (result i32)
    (local i32)
    local.get 0
    i32.const 65536
    i32.add
    local.get 0
    local.get 0
    local.get 1
    i32.or
    select
    local.get 1
    call $codec!decode
    local.set 2
    local.get 2
    i32.const -65536
    i32.add
    local.get 2
    local.get 2
    select)
  (func 7 (param i64) (result i64)
    (local i64)
    local.get 0
    local.get 0
    i64.const 281474976710656
    i64.add
    local.get 0
    i64.eqz
    select
    call $codec!encode
    local.set 1
    local.get 1
    local.get 1
    i64.const -4294967296
    i64.and
    local.get 1
    i64.const -65536
    i64.add
    i64.const 4294967295
    i64.and
    i64.or
    local.get 1
    i64.eqz
    select)
  (func 8 (param i32) (result i32)
    (local i32)
    local.get 0
    i32.const 1
    global.get 1
    local.tee 1
    i32.sub
    i32.gt_u
    if
      i32.const -1
      return
    end
    local.get 1
    local.get 0
    i32.add
    global.set 1
    local.get 1)
  (data (i32.const 1024) "codec")
  (data (i32.const 66560) "user")
)
