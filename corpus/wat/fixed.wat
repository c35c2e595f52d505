;; Data at a fixed address that is high enough to be free in a program: pointers in data, table slots in data, zeros
;; that are not in the file. Moved, or with its table filled differently, every export would answer something else.
(module
  (memory (export "memory") 34)
  (type $operation (func (param i32 i32) (result i32)))
  (table 4 funcref)
  (elem (i32.const 1) $add $subtract $multiply)
  (global $names i32 (i32.const 2097152))
  (global $zeros i32 (i32.const 2098176))
  (global $next (mut i32) (i32.const 2098176))

  ;; three pointers to names, then three table slots, then the names
  (data (i32.const 2097152)
    "\20\00\20\00" "\26\00\20\00" "\2b\00\20\00"
    "\03\00\00\00" "\01\00\00\00" "\02\00\00\00"
    "\00\00\00\00\00\00\00\00"
    "alpha\00" "beta\00" "gamma\00")
  ;; a second segment, and one that is copied when asked for
  (data (i32.const 2162680) "\07\00\00\00\00\00\00\00")
  (data $later "copied later")

  (func $add (type $operation) (i32.add (local.get 0) (local.get 1)))
  (func $subtract (type $operation) (i32.sub (local.get 0) (local.get 1)))
  (func $multiply (type $operation) (i32.mul (local.get 0) (local.get 1)))

  (func (export "name_char") (param $i i32) (param $j i32) (result i32)
    (i32.load8_u
      (i32.add
        (i32.load (i32.add (global.get $names) (i32.shl (local.get $i) (i32.const 2))))
        (local.get $j))))

  (func (export "apply") (param $i i32) (param $a i32) (param $b i32) (result i32)
    (call_indirect (type $operation)
      (local.get $a) (local.get $b)
      (i32.load offset=2097164 (i32.shl (local.get $i) (i32.const 2)))))

  ;; appends to zeros that are not in the file; the pointer is kept in a global
  (func (export "append") (param $value i32) (result i32)
    (i32.store (global.get $next) (local.get $value))
    (global.set $next (i32.add (global.get $next) (i32.const 4)))
    (i32.shr_u (i32.sub (global.get $next) (global.get $zeros)) (i32.const 2)))

  (func (export "sum") (result i32)
    (local $at i32) (local $sum i32)
    (local.set $at (global.get $zeros))
    block $done
      loop $again
        (br_if $done (i32.ge_u (local.get $at) (global.get $next)))
        (local.set $sum (i32.add (local.get $sum) (i32.load (local.get $at))))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        br $again
      end
    end
    local.get $sum)

  (func (export "count") (result i32)
    (i32.store (i32.const 2162680) (i32.add (i32.load (i32.const 2162680)) (i32.const 1)))
    (i32.load (i32.const 2162680)))

  (func (export "copy") (param $length i32)
    (memory.init $later (i32.const 2162688) (i32.const 0) (local.get $length)))
  (func (export "copied") (param $i i32) (result i32)
    (i32.load8_u offset=2162688 (local.get $i)))
  (func (export "drop") (data.drop $later)))
