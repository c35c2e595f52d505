(module
  (memory 2)
  (func $dlmalloc (@sym hidden) (param $bytes i32) (result i32)
    (i32.store (i32.const 1024 (@reloc data $_gm_)) (call $sbrk (local.get $bytes)))
    (i32.load (i32.const 1028 (@reloc data $mparams))))
  (func $sbrk (@sym hidden) (param $bytes i32) (result i32)
    (if (result i32) (local.get $bytes)
      (then
        (i32.shl (memory.grow (i32.shr_u (local.get $bytes) (i32.const 16))) (i32.const 16)))
      (else
        (i32.shl (memory.size) (i32.const 16)))))
  (func $take (export "take") (result i32)
    (call $dlmalloc (i32.const 16)))
  (data $.data (i32.const 1024)
    (@sym $_gm_ name="_gm_" size=4 local) "\01\00\00\00"
    (@sym $mparams name="mparams" size=4 local) "\00\00\01\00"))
