(module
  (import "codec" "decode" (func $by_instance (result i32)))
  (import "two" "decode" (func $by_file (result i32)))
  (func $both (export "both") (result i32)
    (i32.add (call $by_instance) (call $by_file))))
