;; Makes structs of a recursion group that node_reader.wat defines alike, and throws a tag that it catches.
(module
  (type $unused (func (param f32 f32 f32)))
  (rec
    (type $node (struct (field i32) (field (ref null $list))))
    (type $list (array (mut (ref null $node)))))
  (tag $failure (export "failure") (param i32))
  (func (export "make") (param i32) (result (ref $node))
    (struct.new $node (local.get 0)
      (array.new_fixed $list 2 (ref.null $node) (struct.new $node (i32.const 100) (ref.null $list)))))
  (func (export "fail") (param i32) (throw $failure (local.get 0))))
