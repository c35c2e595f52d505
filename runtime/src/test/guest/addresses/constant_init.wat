;; Copies a segment to address 32, and a number that may be an address.
(module
  (memory 17)
  (global $slot i32 (i32.const 8))
  (data $bytes "abcdefgh")
  (func $put (param $at i32) (param $value i32) (i32.store (local.get $at) (local.get $value)))
  (func (export "run") (param $x i32) (result i32) (local $at i32)
    (memory.init $bytes (i32.const 32) (i32.const 0) (i32.const 8))
    (i32.xor (local.get $x) (i32.const 1048579))))
