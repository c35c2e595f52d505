(module
  (import "env" "caller!log" (func (param i32)))
  (import "env" "again!log" (func (param i32)))
  (import "env" "taker!log" (func (param i32)))
  (table 0 4 funcref)
  (memory 0 2)
  (global 0 (mut i32) (i32.const 66560))
  (export "memory" (memory 0))
  (export "__indirect_function_table" (table 0))
  (export "taker!address" (func $taker!address))
  (export "caller!call" (func $caller!call))
  (export "caller!address" (func $caller!address))
  (export "again!call" (func $again!call))
  (export "again!address" (func $again!address))
  (elem (table 0) (i32.const 1) func $env.taker!log $env.caller!log $env.again!log)
  (func $taker!address (result i32)
    i32.const 1)
  (func $caller!call
    i32.const 1
    call $env.caller!log)
  (func $caller!address (result i32)
    i32.const 2)
  (func $again!call
    i32.const 1
    call $env.again!log)
  (func $again!address (result i32)
    i32.const 3)
)
