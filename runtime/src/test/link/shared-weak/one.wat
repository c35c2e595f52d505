(module
  (memory 1)
  (func $policy (@sym hidden weak) (result i32) (i32.const 1))
  (func $use (export "use") (result i32)
    (i32.add (call $policy) (i32.load (i32.const 1024 (@reloc data $hits)))))
  (data (i32.const 1024) (@sym $hits name="hits" size=4 hidden weak) "\07\00\00\00"
    (@sym $environ name="environ" size=4 weak) "\01\00\00\00"))
