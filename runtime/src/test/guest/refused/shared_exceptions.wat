;; A reference to an exception in a global.
(module
  (tag $t)
  (global $kept (mut exnref) (ref.null exn))
  (func (export "f")
    (block $caught (result exnref)
      (try_table (catch_all_ref $caught) (throw $t))
      (unreachable))
    (global.set $kept)))
