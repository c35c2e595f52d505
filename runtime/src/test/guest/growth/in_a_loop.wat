;; Grows until there is room, counting itself how much there is.
(module
  (memory 1)
  (global $pages (mut i32) (i32.const 0))
  (func (export "reserve") (param $pages i32)
    block $done
      loop $again
        (br_if $done (i32.ge_u (global.get $pages) (local.get $pages)))
        (br_if $done (i32.eq (memory.grow (i32.const 1)) (i32.const -1)))
        (global.set $pages (i32.add (global.get $pages) (i32.const 1)))
        br $again
      end
    end))
