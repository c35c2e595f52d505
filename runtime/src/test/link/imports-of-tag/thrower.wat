(module
  (import "owner" "failure" (tag $failure (param i32)))
  (func $fail (export "fail")
    (throw $failure (i32.const 7))))
