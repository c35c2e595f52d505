;; Imports one function under two names and a tag, and reads structs that another module makes.
(module
  (rec
    (type $node (struct (field $value i32) (field $children (ref null $list))))
    (type $list (array (mut (ref null $node)))))
  (import "env" "make" (func $make (param i32) (result (ref $node))))
  (import "node_maker" "make" (func $make_again (param i32) (result (ref $node))))
  (import "env" "fail" (func $fail (param i32)))
  (import "env" "failure" (tag $failure (param i32)))
  (func (export "sum") (result i32)
    (local $node (ref $node))
    (local.set $node (call $make (i32.const 5)))
    (i32.add (struct.get $node $value (call $make_again (i32.const 1000)))
      (i32.add (struct.get $node $value (local.get $node))
        (struct.get $node $value
          (array.get $list (struct.get $node $children (local.get $node)) (i32.const 1))))))
  (func (export "caught") (result i32)
    (block $on_failure (result i32)
      (try_table (catch $failure $on_failure) (call $fail (i32.const 33)))
      (i32.const -1))))
