;; Functions that need no memory, no table and no stack, so that nothing is there to move: only indices must be right.
;; Two types and two globals of the same kind are declared twice; a linker that mixes up their copies changes the state.
(module
  (type $binary (func (param i32 i32) (result i32)))
  (type $same (func (param i32 i32) (result i32)))
  (global $state (mut i64) (i64.const 88172645463325252))
  (global $calls (mut i32) (i32.const 0))
  (global $factor f64 (f64.const 0.5))

  (func $gcd (export "gcd") (type $binary)
    (local $rest i32)
    block $done
      loop $again
        (br_if $done (i32.eqz (local.get 1)))
        (local.set $rest (i32.rem_u (local.get 0) (local.get 1)))
        (local.set 0 (local.get 1))
        (local.set 1 (local.get $rest))
        br $again
      end
    end
    local.get 0)

  (func (export "lcm") (type $same)
    (i32.mul (i32.div_u (local.get 0) (call $gcd (local.get 0) (local.get 1))) (local.get 1)))

  ;; xorshift64: all bits of the state count
  (func (export "random") (result i64)
    (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
    (global.set $state (i64.xor (global.get $state) (i64.shl (global.get $state) (i64.const 13))))
    (global.set $state (i64.xor (global.get $state) (i64.shr_u (global.get $state) (i64.const 7))))
    (global.set $state (i64.xor (global.get $state) (i64.shl (global.get $state) (i64.const 17))))
    global.get $state)

  (func (export "calls") (result i32) global.get $calls)

  (func $fibonacci (export "fibonacci") (param $n i32) (result i64)
    (if (result i64) (i32.lt_u (local.get $n) (i32.const 2))
      (then (i64.extend_i32_u (local.get $n)))
      (else
        (i64.add
          (call $fibonacci (i32.sub (local.get $n) (i32.const 1)))
          (call $fibonacci (i32.sub (local.get $n) (i32.const 2)))))))

  (func (export "bits") (param i64) (result i32)
    (i32.add
      (i32.mul (i32.const 10000) (i32.wrap_i64 (i64.clz (local.get 0))))
      (i32.add
        (i32.mul (i32.const 100) (i32.wrap_i64 (i64.ctz (local.get 0))))
        (i32.wrap_i64 (i64.popcnt (local.get 0))))))

  ;; Newton's square root: bit patterns of f64 constants
  (func (export "root") (param $of f64) (result f64)
    (local $x f64) (local $i i32)
    (local.set $x (local.get $of))
    loop $again
      (local.set $x
        (f64.mul (global.get $factor) (f64.add (local.get $x) (f64.div (local.get $of) (local.get $x)))))
      (br_if $again
        (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 20)))
    end
    local.get $x)

  (func (export "saturate") (param f32) (result i32) (i32.trunc_sat_f32_s (local.get 0)))
  (func (export "sign_extend") (param i32) (result i32) (i32.extend8_s (local.get 0)))
  (func (export "divide") (param i32 i32) (result i32) (i32.div_s (local.get 0) (local.get 1))))
