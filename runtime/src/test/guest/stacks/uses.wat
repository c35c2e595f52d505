;; Globals that functions use as stacks are used, or nearly so; the name that each is exported by says what is to be
;; found of it. $host is what may throw.
(module
  (import "env" "host" (func $host))
  (memory 3)
  (table 4 funcref)
  (elem (i32.const 0) $in_table_alloc)
  (data (i32.const 0x20000) "data")
  (tag $thrown)

  ;; As LLVM writes it, with an early return.
  (global $frame (export "put_back: frame") (mut i32) (i32.const 0x2f000))
  (func (export "frame") (param $x i32) (result i32)
    (local $fp i32)
    (global.set $frame (local.tee $fp (i32.sub (global.get $frame) (i32.const 16))))
    (i32.store offset=12 (local.get $fp) (local.get $x))
    (if (local.get $x) (then
      (call $host)
      (global.set $frame (i32.add (local.get $fp) (i32.const 16)))
      (return (i32.const 1))))
    (global.set $frame (i32.add (local.get $fp) (i32.const 16)))
    (i32.const 0))

  ;; As optimizers may write it: the other way round, with a difference of a negative number.
  (global $turned (export "put_back: turned") (mut i32) (i32.const 0x2f000))
  (func (export "turned")
    (local $fp i32)
    (global.set $turned (local.tee $fp (i32.add (i32.const -64) (global.get $turned))))
    (call $host)
    (global.set $turned (i32.sub (local.get $fp) (i32.const -64))))

  ;; As AssemblyScript writes it, relative at both ends, in a loop.
  (global $relative (export "put_back: relative") (mut i32) (i32.const 0x2f000))
  (func (export "relative") (param $n i32)
    (loop $again
      (global.set $relative (i32.sub (global.get $relative) (i32.const 8)))
      (i64.store (global.get $relative) (i64.const 0))
      (call $host)
      (global.set $relative (i32.add (global.get $relative) (i32.const 8)))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))

  ;; A frame that is aligned, and an array whose length is known at run time.
  (global $aligned (export "put_back: aligned") (mut i32) (i32.const 0x2f000))
  (func (export "aligned") (param $n i32)
    (local $before i32)
    (global.set $aligned
      (i32.and (i32.sub (local.tee $before (global.get $aligned)) (i32.const 64)) (i32.const -64)))
    (global.set $aligned (i32.sub (global.get $aligned) (local.get $n)))
    (call $host)
    (global.set $aligned (local.get $before)))

  ;; Functions for whoever calls the module, as Emscripten has them.
  (global $served (export "put_back: served") (mut i32) (i32.const 0x2f000))
  (func (export "served")
    (global.set $served (i32.sub (global.get $served) (i32.const 16)))
    (call $host)
    (global.set $served (i32.add (global.get $served) (i32.const 16))))
  (func (export "stackSave") (result i32) (global.get $served))
  (func (export "stackRestore") (param i32) (global.set $served (local.get 0)))
  (func (export "stackAlloc") (param i32) (result i32)
    (global.set $served (local.tee 0 (i32.and (i32.sub (global.get $served) (local.get 0)) (i32.const -16))))
    (local.get 0))

  ;; One path never returns, one leaves by a tail call, and one by an exception that is caught further out.
  (global $left (export "put_back: left") (mut i32) (i32.const 0x2f000))
  (func $throws (global.set $left (i32.sub (global.get $left) (i32.const 16))) (throw $thrown))
  (func (export "left") (param $x i32)
    (local $fp i32)
    (global.set $left (local.tee $fp (i32.sub (global.get $left) (i32.const 16))))
    (if (local.get $x) (then (call $host) (unreachable)))
    (block $caught
      (try_table (catch_all $caught) (call $throws)))
    (global.set $left (i32.add (local.get $fp) (i32.const 16)))
    (return_call $host))

  ;; C's memset and C++'s constructors return their first argument, with which LLVM goes on.
  (global $returned (export "put_back: returned") (mut i32) (i32.const 0x2f000))
  (func $memset (param $to i32) (param $byte i32) (param $count i32) (result i32)
    (memory.fill (local.get $to) (local.get $byte) (local.get $count))
    (local.get $to))
  (func $constructor (param $this i32) (result i32)
    (if (i32.load (local.get $this)) (then (return (local.get $this))))
    (call $memset (local.get $this) (i32.const 0) (i32.const 8)))
  (func (export "returned")
    (local $fp i32)
    (global.set $returned (local.tee $fp (i32.sub (global.get $returned) (i32.const 16))))
    (local.set $fp (call $constructor (local.get $fp)))
    (call $host)
    (global.set $returned (i32.add (local.get $fp) (i32.const 16))))

  ;; This one returns another argument in one of two cases.
  (global $either (export "uncertain: either") (mut i32) (i32.const 0x2f000))
  (func $one_of (param i32 i32) (result i32)
    (if (local.get 1) (then (return (local.get 1))))
    (local.get 0))
  (func (export "either") (param $x i32)
    (local $fp i32)
    (global.set $either (local.tee $fp (i32.sub (global.get $either) (i32.const 16))))
    (i32.store (local.get $fp) (local.get $x))
    (local.set $fp (call $one_of (local.get $fp) (local.get $x)))
    (call $host)
    (global.set $either (i32.add (local.get $fp) (i32.const 16))))

  ;; And this one returns the other always.
  (global $second (export "uncertain: second") (mut i32) (i32.const 0x2f000))
  (func $second_of (param i32 i32) (result i32)
    (br_table 0 0 (local.get 1) (local.get 0)))
  (func (export "second") (param $x i32)
    (local $fp i32)
    (global.set $second (local.tee $fp (i32.sub (global.get $second) (i32.const 16))))
    (i32.store (local.get $fp) (local.get $x))
    (local.set $fp (call $second_of (local.get $fp) (local.get $x)))
    (call $host)
    (global.set $second (i32.add (local.get $fp) (i32.const 16))))

  ;; Whoever takes of the stack never comes back.
  (global $final (export "put_back: final") (mut i32) (i32.const 0x2f000))
  (func (export "final") (param $x i32)
    (global.set $final (i32.sub (global.get $final) (i32.const 16)))
    (i32.store (global.get $final) (local.get $x))
    (call $host)
    (unreachable))

  ;; A stack that goes up, which nothing but frames moves.
  (global $upward (export "put_back: upward") (mut i32) (i32.const 0x28000))
  (func (export "upward")
    (global.set $upward (i32.add (global.get $upward) (i32.const 16)))
    (call $host)
    (global.set $upward (i32.sub (global.get $upward) (i32.const 16))))

  ;; After an exception is caught, nobody knows how far down it was thrown.
  (global $caught (export "uncertain: caught") (mut i32) (i32.const 0x2f000))
  (func $thrower
    (global.set $caught (i32.sub (global.get $caught) (i32.const 16)))
    (i32.store (global.get $caught) (i32.const 1))
    (call $host)
    (global.set $caught (i32.add (global.get $caught) (i32.const 16))))
  (func (export "caught")
    (block $handler
      (try_table (catch_all $handler) (call $thrower))))
  (func (export "catcher")
    (global.set $caught (i32.sub (global.get $caught) (i32.const 16)))
    (block $handler
      (try_table (catch_all $handler) (call $thrower)))
    (global.set $caught (i32.add (global.get $caught) (i32.const 16))))

  ;; One path forgets to put it back.
  (global $forgetful (export "uncertain: forgetful") (mut i32) (i32.const 0x2f000))
  (func (export "forgetful") (param $x i32)
    (global.set $forgetful (i32.sub (global.get $forgetful) (i32.const 16)))
    (i32.store (global.get $forgetful) (local.get $x))
    (call $host)
    (br_if 0 (local.get $x))
    (global.set $forgetful (i32.add (global.get $forgetful) (i32.const 16))))

  ;; Go's: who is called pops what the caller pushed.
  (global $pushed (export "uncertain: pushed") (mut i32) (i32.const 0x2f000))
  (func $pops (global.set $pushed (i32.add (global.get $pushed) (i32.const 8))))
  (func (export "pushes")
    (local $sp i32)
    (local.set $sp (i32.sub (global.get $pushed) (i32.const 8)))
    (i64.store (local.get $sp) (i64.const 1))
    (global.set $pushed (local.get $sp))
    (call $pops))

  ;; A function that serves callers has an address, so that the module may call it as well.
  (global $in_table (export "uncertain: in_table") (mut i32) (i32.const 0x2f000))
  (func $in_table_alloc (export "in_table_alloc")
    (global.set $in_table (i32.sub (global.get $in_table) (i32.const 16))))
  (func (export "in_table")
    (global.set $in_table (i32.sub (global.get $in_table) (i32.const 16)))
    (i32.store (global.get $in_table) (i32.const 0))
    (call_indirect (i32.const 0))
    (global.set $in_table (i32.add (global.get $in_table) (i32.const 16))))

  ;; An allocator that goes down and writes how large its blocks are.
  (global $downward (export "uncertain: downward") (mut i32) (i32.const 0x2f000))
  (func $downward_alloc (param $size i32) (result i32)
    (local $block i32)
    (local.set $block (i32.sub (global.get $downward) (i32.add (local.get $size) (i32.const 4))))
    (i32.store (local.get $block) (local.get $size))
    (global.set $downward (local.get $block))
    (i32.add (local.get $block) (i32.const 4)))
  (func (export "downward") (result i32)
    (call $host)
    (call $downward_alloc (i32.const 8)))

  ;; An allocator that has a scratch range for the length of a call.
  (global $scratch (export "other: scratch") (mut i32) (i32.const 0x28000))
  (func (export "scratch_alloc") (param $size i32) (result i32)
    (global.set $scratch (i32.add (global.get $scratch) (local.get $size)))
    (i32.sub (global.get $scratch) (local.get $size)))
  (func (export "scratch")
    (global.set $scratch (i32.add (global.get $scratch) (i32.const 1024)))
    (call $host)
    (global.set $scratch (i32.sub (global.get $scratch) (i32.const 1024))))

  ;; An allocator whose top only grows, with the size before each block.
  (global $top (export "other: top") (mut i32) (i32.const 0x28000))
  (func $allocate (export "allocate") (param $size i32) (result i32)
    (local $block i32)
    (i32.store (local.tee $block (global.get $top)) (local.get $size))
    (global.set $top (i32.add (i32.add (local.get $block) (local.get $size)) (i32.const 4)))
    (i32.add (local.get $block) (i32.const 4)))
  (func (export "allocate_and_call") (result i32)
    (call $allocate (i32.const 8))
    (call $host))

  ;; The same, going back where there is no room.
  (global $limited (export "other: limited") (mut i32) (i32.const 0x28000))
  (func (export "limited") (param $size i32) (result i32)
    (local $before i32)
    (local.set $before (global.get $limited))
    (global.set $limited (i32.add (local.get $before) (local.get $size)))
    (if (i32.gt_u (global.get $limited) (i32.const 0x30000))
      (then (global.set $limited (local.get $before)) (return (i32.const 0))))
    (local.get $before))

  ;; An arena that each call empties.
  (global $arena (export "other: arena") (mut i32) (i32.const 0x28000))
  (func (export "arena")
    (global.set $arena (i32.add (global.get $arena) (i32.const 16)))
    (call $host)
    (global.set $arena (i32.const 0x28000)))

  ;; Numbers that are counted down, and a flag.
  (global $left_over (export "other: left_over") (mut i32) (i32.const 1000))
  (func (export "left_over") (result i32)
    (global.set $left_over (i32.sub (global.get $left_over) (i32.const 1)))
    (call $host)
    (global.get $left_over))
  (global $busy (export "other: busy") (mut i32) (i32.const 0))
  (func (export "busy")
    (global.set $busy (i32.const 1))
    (call $host)
    (global.set $busy (i32.const 0)))

  ;; It is set where the module begins, before any function has a frame.
  (global $started (export "put_back: started") (mut i32) (i32.const 0))
  (func $start (global.set $started (i32.const 0x2f000)))
  (start $start)
  (func (export "started")
    (global.set $started (i32.sub (global.get $started) (i32.const 16)))
    (call $host)
    (global.set $started (i32.add (global.get $started) (i32.const 16))))

  ;; A loop that goes down each time.
  (global $sinking (export "uncertain: sinking") (mut i32) (i32.const 0x2f000))
  (func (export "sinking") (param $n i32)
    (loop $again
      (global.set $sinking (i32.sub (global.get $sinking) (i32.const 8)))
      (i64.store (global.get $sinking) (i64.const 0))
      (call $host)
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))))
