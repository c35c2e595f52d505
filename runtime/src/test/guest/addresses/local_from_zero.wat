;; A local that begins at 0 walks through the memory.
(module
  (memory 1)
  (func (export "clear") (param $end i32) (local $at i32)
    block $done
      loop $again
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (i32.store8 (local.get $at) (i32.const 0))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        br $again
      end
    end))
