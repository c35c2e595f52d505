(module
  (memory 1)
  (func $policy (@sym hidden weak) (result i32) (i32.const 2))
  (func $use_of_two (export "use") (result i32)
    (i32.add (call $policy) (i32.load (i32.const 1028 (@reloc data $environ)))))
  (data (i32.const 1024) (@sym $hits name="hits" size=4 hidden weak) "\08\00\00\00"
    (@sym $environ name="environ" size=4 weak) "\02\00\00\00"))
