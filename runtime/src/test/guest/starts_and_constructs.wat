;; A start function and constructors in one module, which says to log.c when each runs.
(module
  (import "env" "append" (func $append (param i32)))
  (func $start (call $append (i32.const 7)))
  (start $start)
  (func (export "__wasm_call_ctors") (call $append (i32.const 8))))
