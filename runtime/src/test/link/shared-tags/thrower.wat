(module
  (tag $__cpp_exception (@sym weak) (param i32))
  (tag $other (@sym) (param i64))
  (func $fail (@sym) (export "fail")
    (throw $__cpp_exception (i32.const 7)))
  (func $fail_otherwise (@sym) (export "fail_otherwise")
    (throw $other (i64.const 7))))
