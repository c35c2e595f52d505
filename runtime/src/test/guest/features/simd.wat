;; Vectors: constants, lanes, shuffles, loads and stores of lanes with offsets, whose immediates are not indices.
(module
  (memory 0)
  (global $base (mut i32) (i32.const 0))
  (global $mask v128 (v128.const i8x16 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15))
  (func $start (global.set $base (i32.mul (memory.grow (i32.const 1)) (i32.const 65536))))
  (start $start)
  (func $vector (result v128) (v128.const i32x4 0x01020304 0x05060708 -1 127))
  (func (export "lanes") (result i32)
    (i32.add (i32x4.extract_lane 2 (call $vector))
      (i8x16.extract_lane_u 15 (i8x16.replace_lane 15 (call $vector) (i32.const 200)))))
  (func (export "shuffle") (result i64)
    (i64x2.extract_lane 1
      (i8x16.shuffle 31 30 29 28 27 26 25 24 7 6 5 4 3 2 1 0 (call $vector) (global.get $mask))))
  (func (export "swizzle") (result i64)
    (i64x2.extract_lane 0 (i8x16.swizzle (call $vector) (v128.const i8x16 15 14 13 12 3 2 1 0 99 0 0 0 0 0 0 0))))
  (func (export "memory") (result i64)
    (v128.store offset=16 align=1 (global.get $base) (call $vector))
    (v128.store8_lane offset=3 3 (global.get $base) (call $vector))
    (v128.store16_lane offset=4 1 (global.get $base) (call $vector))
    (v128.store32_lane offset=8 0 (global.get $base) (call $vector))
    (v128.store64_lane offset=40 1 (global.get $base) (call $vector))
    (i64.add
      (i64x2.extract_lane 0 (v128.load8_lane offset=19 7 (global.get $base) (call $vector)))
      (i64.add
        (i64x2.extract_lane 1 (v128.load64_lane offset=40 1 (global.get $base) (call $vector)))
        (i64.add
          (i64x2.extract_lane 0 (v128.load32_splat offset=8 (global.get $base)))
          (i64.add (i64x2.extract_lane 0 (v128.load8x8_u offset=16 (global.get $base)))
            (i64x2.extract_lane 1 (v128.load64_zero offset=16 (global.get $base))))))))
  (func (export "arithmetic") (result f64)
    (f64.add
      (f64x2.extract_lane 1 (f64x2.mul (v128.const f64x2 1.5 2.5) (f64x2.splat (f64.const 3))))
      (f64.convert_i32_s (i32x4.extract_lane 3 (i32x4.dot_i16x8_s (call $vector) (global.get $mask))))))
  (func (export "select") (result i32)
    (i8x16.bitmask (v128.bitselect (call $vector) (global.get $mask) (v128.const i64x2 -1 0)))))
