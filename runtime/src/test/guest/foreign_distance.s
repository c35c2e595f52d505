# The distance from a word to another module's data (R_WASM_MEMORY_ADDR_LOCREL_I32), alone in its segment. lld leaves the word 0.
	.section	.text.through,"",@
	.globl	through
	.export_name	through, through
through:
	.functype	through (i32) -> (i32)
	i32.const	distance
	i32.const	0
	i32.load	distance
	i32.add
	local.get	0
	i32.const	2
	i32.shl
	i32.add
	i32.load	0
	end_function

	.section	.text.nowhere_distance,"",@
	.globl	nowhere_distance
	.export_name	nowhere_distance, nowhere_distance
nowhere_distance:
	.functype	nowhere_distance () -> (i32)
	i32.const	0
	i32.load	to_nowhere
	end_function

	.section	.data.distance,"",@
	.p2align	2
distance:
	.int32	shared_numbers-.+4
	.size	distance, 4

	.section	.data.to_nowhere,"",@
	.p2align	2
to_nowhere:
	.int32	nowhere-.
	.size	to_nowhere, 4
	.weak	nowhere
	.size	shared_numbers, 16
	.size	nowhere, 4
