(module
  (memory (export "memory") 2)
  (table 2 funcref)
  (global $__stack_pointer (mut i32) (i32.const 66576))
  (func $step (result i32)
    (i32.const 1))
  (func $count (export "count") (result i32)
    (i32.store offset=1028 (@reloc $counter +4) (i32.const 0)
      (i32.add
        (i32.load (i32.const 1028 (@reloc data $counter +4)))
        (call_indirect (result i32) (i32.load (i32.const 1032 (@reloc data $pointers))))))
    (i32.load (i32.load (i32.const 1036 (@reloc data $pointers +4)))))
  (elem (i32.const 1) func $step)
  (data (@sym.segment align=8) (i32.const 1024)
    (@sym $counter name="counter" size=8) "\07\00\00\00\08\00\00\00"
    (@sym $pointers name="pointers" size=8)
    "\01\00\00\00" (@reloc i32 functable $step)
    "\04\04\00\00" (@reloc i32 data $counter +4)))
