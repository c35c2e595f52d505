;; Types that Java has no counterpart of.
(module
  (func (export "splat") (param i32) (result v128)
    (i8x16.splat (local.get 0)))
  (func (export "same") (param externref) (result externref)
    (local.get 0)))
