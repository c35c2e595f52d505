(module
  (table 0 0 funcref)
  (table 1 0 funcref)
  (memory 0 18)
  (global 0 (mut i32) (i32.const 1024))
  (global 1 (mut i32) (i32.const 131072))
  (global 2 (mut i32) (i32.const 131072))
  (global 3 (mut i32) (i32.const 2))
  (global 4 (mut i32) (i32.const 2))
  (export "memory" (memory 0))
  (export "!pages!one" (global 3))
  (export "!grow!one" (func 8))
  (export "!table!one" (table 0))
  (export "one!at" (func $one!at))
  (export "one!put" (func $one!put))
  (export "one!move" (func $one!move))
  (export "one!more" (func $one!more))
  (export "!pages!two" (global 4))
  (export "!grow!two" (func 9))
  (export "!table!two" (table 1))
  (export "two!at" (func $two!at))
  (export "two!put" (func $two!put))
  (export "two!move" (func $two!move))
  (export "two!more" (func $two!more))
  (elem (table 0) (i32.const 0) func)
  (elem (table 1) (i32.const 0) func)
  (func $one!at (param i32) (result i32)
    local.get 0
    i32.load offset=8
    i32.const 1024
    i32.load8_u
    i32.add)
  (func $one!put (param i32 i64)
    local.get 0
    local.get 1
    i64.store offset=4294901759)
  (func $one!move (param i32 i32 i32)
    local.get 0
    local.get 1
    local.get 2
    memory.copy)
  (func $one!more (result i32)
    i32.const 1
    call 8
    drop
    global.get 3)
  (func $two!at (param i32) (result i32)
    (local i32)
    local.get 0
    local.tee 1
    i32.const 589832
    i32.add
    i32.const -1
    local.get 1
    i32.const -8
    i32.lt_u
    select
    i32.load
    i32.const 590848
    i32.load8_u
    i32.add)
  (func $two!put (param i32 i64)
    (local i64 i32)
    local.get 0
    local.get 1
    local.set 2
    local.tee 3
    i32.const 524287
    i32.add
    i32.const -1
    local.get 3
    i32.const 65537
    i32.lt_u
    select
    local.get 2
    i64.store)
  (func $two!move (param i32 i32 i32)
    (local i32 i32 i32)
    local.get 0
    local.get 1
    local.get 2
    local.set 3
    local.set 4
    local.set 5
    local.get 5
    i32.const 589824
    i32.add
    i32.const -1
    local.get 5
    i64.extend_i32_u
    local.get 3
    i64.extend_i32_u
    i64.add
    i64.const 4294967296
    i64.le_u
    select
    local.get 4
    i32.const 589824
    i32.add
    i32.const -1
    local.get 4
    i64.extend_i32_u
    local.get 3
    i64.extend_i32_u
    i64.add
    i64.const 4294967296
    i64.le_u
    select
    local.get 3
    memory.copy)
  (func $two!more (result i32)
    i32.const 1
    call 9
    drop
    global.get 4)
  (func 8 (param i32) (result i32)
    (local i32)
    local.get 0
    i32.const 9
    global.get 3
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
    global.set 3
    local.get 1)
  (func 9 (param i32) (result i32)
    (local i32)
    local.get 0
    i32.const 9
    global.get 4
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
    global.set 4
    local.get 1)
  (data (i32.const 1024) "\01\02\03")
  (data (i32.const 590848) "\01\02\03")
)
