;; Stores at an offset from 0, and a number that may be an address.
(module
  (memory 17)
  (global $slot i32 (i32.const 8))
  (data $bytes "abcdefgh")
  (func $put (param $at i32) (param $value i32) (i32.store (local.get $at) (local.get $value)))
  (func (export "run") (param $x i32) (result i32) (local $at i32)
    (i64.store offset=40 (i32.const 0) (i64.extend_i32_s (local.get $x)))
    (i32.xor (local.get $x) (i32.const 1048579))))
