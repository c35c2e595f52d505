(module
  (@sym.import.data $level name="level")
  (memory 1)
  (func $read (export "read") (result i32)
    (i32.load (i32.const 0 (@reloc data $level))))
  (func $read_second (export "read_second") (result i32)
    (i32.load offset=0 (@reloc $level +4) (i32.const 0)))
  (data (i32.const 1024) (@sym $pointer name="pointer" size=4) "\00\00\00\00" (@reloc i32 data $level)))
