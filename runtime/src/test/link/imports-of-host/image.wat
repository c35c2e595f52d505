(module
  (import "env" "now" (func (result i64)))
  (import "console" "one!log" (func (param i64)))
  (import "console" "two!log" (func (param i64)))
  (import "env" "zone" (global i32))
  (import "env" "zone" (global i32))
  (memory 0 1)
  (global 2 (mut i32) (i32.const 1024))
  (export "memory" (memory 0))
  (export "one!run" (func $one!run))
  (export "one!where" (func $one!where))
  (export "two!run" (func $two!run))
  (export "two!where" (func $two!where))
  (func $one!run
    call $env.now
    call $console.one!log)
  (func $one!where (result i32)
    global.get 0)
  (func $two!run
    call $env.now
    call $console.two!log)
  (func $two!where (result i32)
    global.get 1)
)
