(module
  (func $policy (@sym weak) (export "published") (result i32) (i32.const 1))
  (func $run (@sym weak) (result i32) (i32.const 2))
  (func $exported_run (@sym) (export "run") (result i32) (call $run)))
