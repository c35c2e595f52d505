(module
  (import "wasi" "thread-spawn" (func (param i32) (result i32)))
  (memory 1 2 shared))
