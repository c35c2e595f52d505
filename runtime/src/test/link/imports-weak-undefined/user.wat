(module
  (@sym.import.data $table name="table" weak)
  (memory 1)
  (func $second_entry (export "second_entry") (result i32)
    (i32.const 0 (@reloc data $table +4))))
