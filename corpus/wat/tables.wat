;; Two tables, passive segments of elements and data, multiple results, br_table, references in globals. Each of them
;; names others by an index, which a linker rewrites. Memory that it uses is a page that it grows for itself.
(module
  (memory 0)
  (type $unary (func (param i32) (result i32)))
  (type $pair (func (param i32 i32) (result i32 i32)))
  (table $first 3 funcref)
  (table $second 2 10 funcref)
  (global $page (mut i32) (i32.const -1))
  (global $kept (mut funcref) (ref.func $negate))
  (global $picks (mut i32) (i32.const 0))

  (elem (table $first) (i32.const 0) func $double $square $negate)
  (elem $more func $square $double $increment)
  (elem $expressions funcref (ref.func $negate) (ref.null func))
  (elem declare func $increment)
  (data $message "tables and segments")
  (data $squares "\00\01\04\09\10\19\24\31")

  (func $double (type $unary) (i32.shl (local.get 0) (i32.const 1)))
  (func $square (type $unary) (i32.mul (local.get 0) (local.get 0)))
  (func $negate (type $unary) (i32.sub (i32.const 0) (local.get 0)))
  (func $increment (type $unary) (i32.add (local.get 0) (i32.const 1)))

  (func (export "first") (param $slot i32) (param $x i32) (result i32)
    (call_indirect $first (type $unary) (local.get $x) (local.get $slot)))
  (func (export "second") (param $slot i32) (param $x i32) (result i32)
    (call_indirect $second (type $unary) (local.get $x) (local.get $slot)))

  (func (export "fill_second")
    (table.init $second $more (i32.const 0) (i32.const 1) (i32.const 2)))
  (func (export "drop_more") (elem.drop $more))
  (func (export "copy_to_second") (param $to i32) (param $from i32) (param $count i32)
    (table.copy $second $first (local.get $to) (local.get $from) (local.get $count)))
  (func (export "grow_second") (param $by i32) (result i32)
    (table.grow $second (ref.func $increment) (local.get $by)))
  (func (export "second_size") (result i32) (table.size $second))
  (func (export "second_is_null") (param $slot i32) (result i32)
    (ref.is_null (table.get $second (local.get $slot))))
  (func (export "second_from_expressions") (param $slot i32)
    (table.init $second $expressions (local.get $slot) (i32.const 0) (i32.const 2)))
  (func (export "put_kept") (param $slot i32) (table.set $second (local.get $slot) (global.get $kept)))
  (func (export "keep") (param $slot i32) (global.set $kept (table.get $second (local.get $slot))))

  ;; its page, grown when it is first needed, with both data segments
  (func $memory (result i32)
    (if (i32.eq (global.get $page) (i32.const -1))
      (then
        (global.set $page (i32.shl (memory.grow (i32.const 1)) (i32.const 16)))
        (memory.init $squares (global.get $page) (i32.const 0) (i32.const 8))
        (memory.init $message (i32.add (global.get $page) (i32.const 8)) (i32.const 0) (i32.const 19))
        (data.drop $message)))
    global.get $page)
  (func (export "squared") (param $i i32) (result i32) (i32.load8_u (i32.add (call $memory) (local.get $i))))
  (func (export "message_char") (param $i i32) (result i32)
    (i32.load8_u offset=8 (i32.add (call $memory) (local.get $i))))
  (func (export "put") (param $i i32) (param $value i32)
    (i32.store8 (i32.add (call $memory) (local.get $i)) (local.get $value)))
  (func (export "shift") (param $by i32)
    (memory.copy
      (i32.add (call $memory) (local.get $by)) (call $memory) (i32.const 8)))

  (func $divide (export "divide") (type $pair)
    (i32.div_u (local.get 0) (local.get 1))
    (i32.rem_u (local.get 0) (local.get 1)))
  ;; a block with parameters and two results
  (func (export "three") (param i32 i32) (result i32 i64 f64)
    (call $divide (local.get 0) (local.get 1))
    (block (param i32 i32) (result i32 i64)
      i64.extend_i32_u)
    (f64.convert_i32_s (local.get 0)))

  (func (export "pick") (param $which i32) (result i32)
    (global.set $picks (i32.add (global.get $picks) (i32.const 1)))
    block $default
      block $two
        block $one
          block $zero
            (br_table $zero $one $two $one $default (local.get $which))
          end
          (return (i32.const 100))
        end
        (return (call $increment (i32.const 100)))
      end
      (return (call_indirect $first (type $unary) (i32.const 100) (i32.const 1)))
    end
    (i32.sub (i32.const 0) (global.get $picks))))
