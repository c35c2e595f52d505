;; Has its host allocate with a function of its own, and returns what the host has written there.
(module
  (import "env" "ask" (func $ask (result i32)))
  (import "env" "add_to" (func $add_to (param i32)))
  (memory (export "memory") 1)
  (global $next (mut i32) (i32.const 2048))
  (data (i32.const 1024) "\2a\00\00\00")
  (func (export "alloc") (param $bytes i32) (result i32)
    (global.get $next)
    (global.set $next (i32.add (global.get $next) (local.get $bytes))))
  (func (export "answer") (result i64)
    (call $add_to (i32.const 1024))
    (i64.add (i64.load (call $ask)) (i64.load32_u (i32.const 1024)))))
