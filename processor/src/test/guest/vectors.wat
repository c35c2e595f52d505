;; Uses an instruction that the engine does not run.
(module
  (func (export "sum") (param i32) (result i32)
    (i32x4.extract_lane 1 (i32x4.add (i32x4.splat (local.get 0)) (v128.const i32x4 1 2 3 4)))))
