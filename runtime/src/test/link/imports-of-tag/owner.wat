(module
  (tag $failure (export "failure") (param i32)))
