(module
  (memory 0 18)
  (global 0 (mut i32) (i32.const 66560))
  (global 1 i32 (i32.const 131088))
  (export "memory" (memory 0))
  (export "lexer!__heap_base" (global 1))
  (export "lexer!text" (func $lexer!text))
  (func $lexer!text (param i32) (result i32)
    i32.const 131072
    local.get 0
    i32.store8
    i32.const 131088)
  (data (i32.const 131072) "\07\00\00\00")
  (data (i32.const 1048576) "does not fit before it")
)
