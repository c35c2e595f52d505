(module
  (memory 1)
  (func $more (export "more") (param $pages i32) (result i32)
    (i32.ne (memory.grow (local.get $pages)) (i32.const -1))))
