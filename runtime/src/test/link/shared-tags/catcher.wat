(module
  (tag $__cpp_exception (@sym weak) (param i32))
  (tag $other (@sym) (param i32))
  (func $fail (@sym) (export "fail_too")
    (throw $__cpp_exception (i32.const 17)))
  (func $fail_otherwise (@sym) (export "fail_otherwise_too")
    (throw $other (i32.const 17))))
