;; Everything that it needs is imported: the memory, where in it the results go, and the sine.
(module
  (import "env" "memory" (memory 1))
  (import "mem" "data_offset" (global $data_offset i32))
  (import "math" "sin" (func $sin (param f64) (result f64)))

  ;; Writes the sines of 0, step, 2 * step and so on, count of them.
  (func (export "sines") (param $count i32) (param $step f64)
    (local $i i32)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $i) (local.get $count)))
        (f64.store
          (i32.add (global.get $data_offset) (i32.mul (local.get $i) (i32.const 8)))
          (call $sin (f64.mul (f64.convert_i32_u (local.get $i)) (local.get $step))))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br $next)))))
