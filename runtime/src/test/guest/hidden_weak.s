# How position-independent code asks whether a weak function is there that only its own module may define, as C++ does for the
# initialization of a thread-local variable. No C gives that for a function of its own.
	.globaltype	__table_base, i32, immutable
	.functype	absent (i32) -> (i32)
	.weak	absent
	.hidden	absent

	.section	.text.slot_of_absent,"",@
	.globl	slot_of_absent
	.export_name	slot_of_absent, slot_of_absent
slot_of_absent:
	.functype	slot_of_absent () -> (i32)
	global.get	__table_base
	i32.const	absent@TBREL
	i32.add
	end_function

	.section	.text.twice,"",@
twice:
	.functype	twice (i32) -> (i32)
	local.get	0
	i32.const	2
	i32.mul
	end_function

	.section	.text.call_twice,"",@
	.globl	call_twice
	.export_name	call_twice, call_twice
call_twice:
	.functype	call_twice (i32) -> (i32)
	local.get	0
	global.get	__table_base
	i32.const	twice@TBREL
	i32.add
	call_indirect	__indirect_function_table, (i32) -> (i32)
	end_function
	.tabletype	__indirect_function_table, funcref
