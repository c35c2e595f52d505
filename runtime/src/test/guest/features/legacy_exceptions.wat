;; Legacy exception handling: every instruction of it, and what the specification's has no counterpart for.
(module
  (type $pair (func (param i32 i64)))
  (tag $plain)
  (tag $number (export "number_tag") (param i32))
  (tag $pair (type $pair))
  (tag $all (param f64 externref i32 i32))
  (global $trace (mut i32) (i32.const 0))
  (table 4 funcref)
  (elem (i32.const 0) $throw_number $throw_pair)
  (func $note (param i32)
    (global.set $trace (i32.add (i32.mul (global.get $trace) (i32.const 10)) (local.get 0))))
  (func $throw_number (param i32) (throw $number (local.get 0)))
  (func $throw_pair (param i32) (throw $pair (local.get 0) (i64.const 1000)))
  (func $throw_all (param i32) (throw $all (f64.const 0.5) (ref.null extern) (local.get 0) (i32.const 100)))

  ;; Arms of several types; one catches what has several values.
  (func $catch (param i32) (result i64) (local $second i64)
    try (result i64)
      (call $throw (local.get 0))
      i64.const 0
    catch $number
      i64.extend_i32_s
    catch $pair
      (local.set $second)
      (i64.add (i64.extend_i32_s) (local.get $second))
    catch_all
      i64.const -1
    end)
  (func $throw (param i32)
    (if (i32.eqz (local.get 0)) (then (throw $plain)))
    (if (i32.eq (local.get 0) (i32.const 1)) (then (throw $number (i32.const 11))))
    (if (i32.eq (local.get 0) (i32.const 2)) (then (call $throw_pair (i32.const 2)))))
  (func (export "plain") (result i64) (call $catch (i32.const 0)))
  (func (export "number") (result i64) (call $catch (i32.const 1)))
  (func (export "pair_of_values") (result i64) (local $second i64)
    try (result i32 i64)
      (call $throw_pair (i32.const 7))
      unreachable
    catch $pair
    end
    (local.set $second)
    (i64.add (i64.extend_i32_s) (i64.mul (local.get $second) (i64.const 3))))
  (func (export "nothing_thrown") (result i64) (call $catch (i32.const 3)))

  ;; The exception that is thrown again is the outer one, though another of its tag was thrown and caught since.
  (func $rethrows
    try
      (call $throw_number (i32.const 1))
    catch_all
      try
        (call $throw_number (i32.const 2))
      catch_all
      end
      rethrow 0
    end)
  (func (export "rethrow_is_of_its_own") (result i32)
    try (result i32)
      call $rethrows
      i32.const 0
    catch $number
    end)
  (func (export "rethrow_of_the_outer") (result i32)
    try (result i32)
      try
        (call $throw_number (i32.const 1))
      catch $number
        call $note
        try
          (call $throw_number (i32.const 2))
        catch_all
          (block
            (br_if 0 (i32.eqz (global.get $trace)))
            (rethrow 2))
          rethrow 0
        end
      end
      i32.const 0
    catch $number
    end)
  (func (export "rethrow_of_the_inner") (result i32)
    try (result i32)
      try
        (call $throw_number (i32.const 1))
      catch $number
        drop
        try
          (call $throw_number (i32.const 2))
        catch $number
          drop
          rethrow 0
        end
      end
      i32.const 0
    catch $number
    end)
  (func $depth (param i32)
    try
      (if (local.get 0)
        (then (call $depth (i32.sub (local.get 0) (i32.const 1))))
        (else (call $throw_number (i32.const 3))))
    catch $number
      call $note
      try
        (call $throw_number (i32.add (local.get 0) (i32.const 5)))
      catch $number
        call $note
      end
      rethrow 0
    end)
  (func (export "rethrow_in_recursion") (result i32)
    (global.set $trace (i32.const 0))
    try
      (call $depth (i32.const 2))
    catch $number
      drop
    end
    global.get $trace)
  (func (export "rethrow_in_a_loop") (result i32) (local $i i32) (local $sum i32)
    (loop $again
      try
        try
          (call $throw_number (local.get $i))
        catch_all
          try
            (call $throw_number (i32.const 50))
          catch_all
          end
          rethrow 0
        end
      catch $number
        (local.set $sum (i32.add (local.get $sum)))
      end
      (br_if $again (i32.lt_s (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 5))))
    local.get $sum)
  (func (export "rethrow_of_many_values") (result i32)
    try (result i32)
      try
        (call $throw_all (i32.const 40))
      catch_all
        try (call $throw_all (i32.const 1)) catch_all end
        rethrow 0
      end
      i32.const 0
    catch $all
      (i32.add)
      (i32.mul (i32.const 10))
      (global.set $trace)
      (ref.is_null)
      (global.set $trace (i32.add (global.get $trace)))
      (i32.trunc_f64_s (f64.mul (f64.const 10)))
      (i32.add (global.get $trace))
    end)

  ;; Delegation: to a handler further out, to the caller, to where it would go anyway.
  (func (export "delegate_skips") (result i32)
    try $outer (result i32)
      try (result i32)
        try (result i32)
          (call $throw_number (i32.const 1))
          i32.const 0
        delegate 1
        i32.const 10
        i32.add
      catch $number
        i32.const 100
        i32.add
      end
      i32.const 1000
      i32.add
    catch $number
      i32.const 10000
      i32.add
    end)
  (func (export "delegate_without_exception") (result i32)
    try (result i32)
      try (result i32)
        try (result i32)
          i32.const 5
        delegate 1
        i32.const 10
        i32.add
      catch_all
        i32.const 100
      end
    catch_all
      i32.const 1000
    end)
  (func $delegates (result i32)
    (block (result i32)
      try (result i32)
        try (result i32)
          (call $throw_number (i32.const 1))
          i32.const 5
        delegate 2
      catch_all
        i32.const 100
      end)
    i32.const 1
    i32.add)
  (func (export "delegate_to_the_caller") (result i32)
    try (result i32)
      call $delegates
    catch $number
      i32.const 20
      i32.add
    end)
  (func (export "delegate_from_a_handler") (result i32)
    try (result i32)
      try $middle (result i32)
        (call $throw_number (i32.const 1))
        i32.const 5
      catch $number
        drop
        try (result i32)
          (call $throw_number (i32.const 2))
          i32.const 6
        delegate $middle
      catch_all
        i32.const 100
      end
    catch $number
      i32.const 30
      i32.add
    end)
  (func (export "delegate_to_a_delegate") (result i32)
    try (result i32)
      try (result i32)
        try (result i32)
          try (result i32)
            try (result i32)
              (call $throw_number (i32.const 1))
              i32.const 5
            delegate 1
          catch_all
            i32.const 200
          end
        delegate 1
      catch_all
        i32.const 300
      end
    catch $number
      i32.const 40
      i32.add
    end)

  ;; Branches out of bodies and handlers, and into loops around them.
  (func (export "branches") (result i32) (local $i i32)
    (block $out (result i32)
      (loop $again (result i32)
        try (result i32)
          (local.set $i (i32.add (local.get $i) (i32.const 1)))
          (br_if $again (i32.lt_s (local.get $i) (i32.const 3)))
          (if (i32.eq (local.get $i) (i32.const 3)) (then (call $throw_number (i32.const 70))))
          (br $out (i32.add (i32.const 500) (local.get $i)))
        catch $number
          drop
          br $again
        catch_all
          i32.const 9
          br $out
        end)))
  (func (export "branch_tables") (result i32) (local $i i32)
    (global.set $trace (i32.const 0))
    (loop $again
      (block $done
        try $try
          (block $a
            try
              (block $b
                (br_table $a $b $try $done (local.get $i)))
              (call $throw_number (i32.const 6))
            catch $number
              call $note
              br $a
            end)
          (call $note (i32.const 1))
          (br $try)
        catch_all
          (call $note (i32.const 8))
        end
        (call $note (i32.const 2)))
      (br_if $again (i32.lt_s (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 4))))
    global.get $trace)
  (func $returns (param i32) (result i32)
    try
      (br_if 1 (i32.const 4) (local.get 0))
      drop
      (call $throw_number (i32.const 2))
    catch $number
      return
    end
    i32.const 0)
  (func (export "returns") (result i32)
    (i32.add (i32.mul (call $returns (i32.const 1)) (i32.const 10)) (call $returns (i32.const 0))))

  ;; Parameters of blocks, operands below them, and code that no path leads to.
  (func (export "parameters") (result i32)
    i32.const 100
    (i32.const 3)
    (i64.const 4)
    try (param i32 i64) (result i32)
      i32.wrap_i64
      i32.sub
      (call_indirect (type $number_type) (i32.const 8) (i32.const 0))
    catch $number
    end
    i32.add)
  (type $number_type (func (param i32)))
  (func (export "parameters_return") (result i32)
    i32.const 7
    try (param i32) (result i32)
      i32.const 2
      i32.mul
    catch_all
      i32.const 1
    end)
  (func (export "unreachable") (result i32)
    try (result i32)
      (throw $number (i32.const 4))
      try (param i64) (result f32)
        drop
        unreachable
      catch $number
        drop
        rethrow 0
        try i32.const 1 br_if 0 delegate 1
        unreachable
      end
      drop
    catch $number
      try
        nop
      end
      return
      try
        unreachable
        call $note
      catch_all
        rethrow 0
      end
    end)
  (func (export "try_without_handlers") (result i32)
    try (result i32)
      try
        (br 0)
      end
      try
        (call $throw_number (i32.const 12))
      end
      i32.const 0
    catch $number
    end)
  (func (export "thrown_in_a_handler") (result i32)
    try (result i32)
      try (result i32)
        (throw $plain)
      catch $plain
        (throw $number (i32.const 33))
      catch $number
        i32.const 1
        i32.add
      catch_all
        i32.const 2
      end
    catch $number
    end)
  (func (export "uncaught") (result i32)
    try
      (throw $pair (i32.const 1) (i64.const 2))
    catch $number
      drop
    end
    i32.const 0))
