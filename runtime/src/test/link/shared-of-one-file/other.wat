(module
  (memory 1)
  (func $use (export "use_of_other") (result i32 i32)
    (i32.load (i32.const 1024 (@reloc data $hits)))
    (i32.const 1028 (@reloc data $type)))
  (data (i32.const 1024) (@sym $hits name="hits" size=4 weak) "\07\00\00\00"
    (@sym $type name="_ZTI5Shape" size=4) "\01\00\00\00"))
