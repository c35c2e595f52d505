(module
  (@sym.import.data $table name="table")
  (memory 1)
  (func $first (export "first") (result i32)
    (i32.load (i32.const 0 (@reloc data $table)))))
