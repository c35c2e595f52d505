(module
  (memory 2)
  (func $get (export "get") (result i32)
    (i32.load (i32.const 1028 (@reloc data $counter))))
  (data (i32.const 1024) (@sym $counter name="counter" size=4) "\07\00\00\00"))
