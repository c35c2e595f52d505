;; Grows the memory and does not look where.
(module
  (memory 1)
  (func (export "make_room") (drop (memory.grow (i32.const 1)))))
