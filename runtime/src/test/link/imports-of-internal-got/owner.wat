(module
  (memory 1)
  (global $level (export "level") i32 (i32.const 1024))
  (data (i32.const 1024) (@sym $level name="level" size=4) "\07\00\00\00"))
