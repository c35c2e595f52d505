(module
  (table 2 funcref)
  (memory 1)
  (func $alias (@sym) (export "alias") (result i32) (i32.const 1))
  (func $policy (@sym weak) (export "policy") (result i32) (i32.const 2))
  (func $use (export "use") (result i32 i32 i32)
    (call $policy)
    (i32.load (i32.const 1024 (@reloc data $level)))
    (i32.const 1 (@reloc functable $policy)))
  (elem (i32.const 1) func $policy)
  (data (i32.const 1024) (@sym $level name="level" size=4 weak) "\07\00\00\00"
    (@sym $pointers name="pointers" size=8) "\00\04\00\00" (@reloc i32 data $level) "\01\00\00\00" (@reloc i32 functable $policy)))
