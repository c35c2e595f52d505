;; Frees the bytes that it is passed, and gives away those that it returns. In front of each block it
;; notes the block's own address, its size and its alignment, and it traps if a block is freed that is
;; none any more, or with another size or alignment.
(module
  (memory 1)
  (global $next (mut i32) (i32.const 2048))
  (global $live (mut i32) (i32.const 0))
  (global $calls (mut i32) (i32.const 0))
  (data (i32.const 1024) "h\c3\a9llo\00")
  (data (i32.const 1040) "\ff\fe\00")

  (export "live" (func $live))
  (export "calls" (func $calls))
  (export "obtain" (func $obtain))
  (export "obtain_aligned" (func $obtain_aligned))
  (export "release" (func $release))
  (export "release_sized" (func $release_sized))
  (export "release_aligned" (func $release_aligned))
  (export "cabi_realloc" (func $cabi_realloc))
  (export "take" (func $take))
  (export "take_c" (func $take_c))
  (export "take_both" (func $take_both))
  (export "trap" (func $trap))
  (export "give" (func $give))
  (export "give_c" (func $give_c))

  (func $live (result i32)
    (global.get $live))
  (func $calls (result i32)
    (global.get $calls))

  ;; The allocator. There is no room for more than 1,000 bytes.
  (func $obtain (param $size i32) (result i32)
    (call $block (local.get $size) (i32.const 1)))
  (func $block (param $size i32) (param $alignment i32) (result i32)
    (local $block i32)
    (if (i32.gt_u (local.get $size) (i32.const 1000))
      (then (return (i32.const 0))))
    (local.set $block
      (i32.and
        (i32.add (global.get $next) (i32.add (i32.const 11) (local.get $alignment)))
        (i32.sub (i32.const 0) (local.get $alignment))))
    (i32.store (i32.sub (local.get $block) (i32.const 12)) (local.get $block))
    (i32.store (i32.sub (local.get $block) (i32.const 8)) (local.get $size))
    (i32.store (i32.sub (local.get $block) (i32.const 4)) (local.get $alignment))
    (global.set $next (i32.add (local.get $block) (local.get $size)))
    (global.set $live (i32.add (global.get $live) (i32.const 1)))
    (local.get $block))
  (func $release (param $block i32)
    (if (i32.ne (local.get $block) (i32.load (i32.sub (local.get $block) (i32.const 12))))
      (then (unreachable)))
    (i32.store (i32.sub (local.get $block) (i32.const 12)) (i32.const 0))
    (global.set $live (i32.sub (global.get $live) (i32.const 1))))
  (func $release_sized (param $block i32) (param $size i32)
    (if (i32.ne (local.get $size) (i32.load (i32.sub (local.get $block) (i32.const 8))))
      (then (unreachable)))
    (call $release (local.get $block)))

  ;; As Rust has it, no bytes need no block.
  (func $obtain_aligned (param $size i32) (param $alignment i32) (result i32)
    (if (i32.eqz (local.get $size))
      (then (return (local.get $alignment))))
    (call $block (local.get $size) (local.get $alignment)))
  (func $release_aligned (param $block i32) (param $size i32) (param $alignment i32)
    (if (i32.eqz (local.get $size))
      (then (return)))
    (if (i32.ne (local.get $alignment) (i32.load (i32.sub (local.get $block) (i32.const 4))))
      (then (unreachable)))
    (call $release_sized (local.get $block) (local.get $size)))
  (func $cabi_realloc
    (param $block i32) (param $old i32) (param $alignment i32) (param $size i32) (result i32)
    (if (local.get $old)
      (then
        (if (local.get $size)
          (then (unreachable)))
        (call $release_aligned (local.get $block) (local.get $old) (local.get $alignment))
        (return (i32.const 0))))
    (call $obtain_aligned (local.get $size) (local.get $alignment)))

  ;; The sum of some bytes, which are freed; an address that is no block's stands for none.
  (func $consume (param $bytes i32) (param $count i32) (param $size i32) (result i32)
    (local $sum i32)
    (local $i i32)
    (block $done
      (loop $next
        (br_if $done (i32.eq (local.get $i) (local.get $count)))
        (local.set $sum
          (i32.add
            (local.get $sum)
            (i32.load8_u (i32.add (local.get $bytes) (local.get $i)))))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br $next)))
    (if (i32.ge_u (local.get $bytes) (i32.const 1024))
      (then (call $release_sized (local.get $bytes) (local.get $size))))
    (local.get $sum))
  (func $take (param $bytes i32) (param $count i32) (result i32)
    (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
    (call $consume (local.get $bytes) (local.get $count) (local.get $count)))
  (func $take_c (param $text i32) (result i32)
    (local $length i32)
    (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
    (block $done
      (loop $next
        (br_if $done
          (i32.eqz (i32.load8_u (i32.add (local.get $text) (local.get $length)))))
        (local.set $length (i32.add (local.get $length) (i32.const 1)))
        (br $next)))
    (call $consume
      (local.get $text) (local.get $length) (i32.add (local.get $length) (i32.const 1))))
  ;; Frees the first; the second is only read.
  (func $take_both
    (param $bytes i32) (param $count i32) (param $others i32) (param $number i32) (result i32)
    (local $i i32)
    (local $sum i32)
    (local.set $sum (call $take (local.get $bytes) (local.get $count)))
    (block $done
      (loop $next
        (br_if $done (i32.eq (local.get $i) (local.get $number)))
        (local.set $sum
          (i32.add
            (local.get $sum)
            (i32.mul
              (i32.const 1000)
              (i32.load8_u (i32.add (local.get $others) (local.get $i))))))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br $next)))
    (local.get $sum))
  (func $trap (param $bytes i32) (param $count i32)
    (unreachable))

  ;; What is given away: text for 0, a block of no bytes for 1, null for 2, no UTF-8 for 3.
  (func $copy (param $from i32) (param $size i32) (result i32)
    (local $block i32)
    (local.set $block (call $obtain (local.get $size)))
    (memory.copy (local.get $block) (local.get $from) (local.get $size))
    (local.get $block))
  (func $packed (param $address i32) (param $length i32) (result i64)
    (i64.or
      (i64.shl (i64.extend_i32_u (local.get $address)) (i64.const 32))
      (i64.extend_i32_u (local.get $length))))
  (func $give (param $which i32) (result i64)
    (if (i32.eqz (local.get $which))
      (then (return (call $packed (call $copy (i32.const 1024) (i32.const 6)) (i32.const 6)))))
    (if (i32.eq (local.get $which) (i32.const 1))
      (then (return (call $packed (call $obtain (i32.const 0)) (i32.const 0)))))
    (if (i32.eq (local.get $which) (i32.const 3))
      (then (return (call $packed (call $copy (i32.const 1040) (i32.const 2)) (i32.const 2)))))
    (i64.const 0))
  (func $give_c (param $which i32) (result i32)
    (if (i32.eqz (local.get $which))
      (then (return (call $copy (i32.const 1024) (i32.const 7)))))
    (if (i32.eq (local.get $which) (i32.const 1))
      (then (return (call $copy (i32.const 1030) (i32.const 1)))))
    (if (i32.eq (local.get $which) (i32.const 3))
      (then (return (call $copy (i32.const 1040) (i32.const 3)))))
    (i32.const 0)))
