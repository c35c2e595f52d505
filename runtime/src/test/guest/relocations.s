# Every relocation type that a finished wasm32 module can have in its code and data, against symbols of several kinds.
# Assembly, because no C gives all of them.
	.functype	chosen (i32) -> (i32)
	.functype	undefined_weak (i32) -> (i32)
	.tagtype	failure i32
	.tabletype	__indirect_function_table, funcref
	.globaltype	__stack_pointer, i32
	.globaltype	counter, i32

	.section	.text.chosen,"",@
chosen:                                 # R_WASM_FUNCTION_INDEX_LEB, R_WASM_TABLE_INDEX_SLEB, R_WASM_TABLE_INDEX_I32
	.functype	chosen (i32) -> (i32)
	local.get	0
	i32.const	3
	i32.mul
	end_function

	.section	.text.call_it,"",@
	.globl	call_it
	.export_name	call_it, call_it
call_it:
	.functype	call_it (i32) -> (i32)
	local.get	0
	call	chosen
	end_function

	.section	.text.call_slot,"",@
	.globl	call_slot
	.export_name	call_slot, call_slot
call_slot:                              # R_WASM_TYPE_INDEX_LEB and R_WASM_TABLE_NUMBER_LEB
	.functype	call_slot (i32) -> (i32)
	local.get	0
	i32.const	chosen
	call_indirect	__indirect_function_table, (i32) -> (i32)
	end_function

	.section	.text.slot_in_code,"",@
	.globl	slot_in_code
	.export_name	slot_in_code, slot_in_code
slot_in_code:
	.functype	slot_in_code () -> (i32)
	i32.const	chosen
	end_function

	.section	.text.slot_in_data,"",@
	.globl	slot_in_data
	.export_name	slot_in_data, slot_in_data
slot_in_data:                           # R_WASM_MEMORY_ADDR_LEB, with an addend
	.functype	slot_in_data () -> (i32)
	i32.const	0
	i32.load	words+4
	end_function

	.section	.text.word,"",@
	.globl	word
	.export_name	word, word
word:                                   # R_WASM_MEMORY_ADDR_SLEB, with an addend
	.functype	word (i32) -> (i32)
	local.get	0
	i32.const	words+8
	i32.add
	i32.load	0
	end_function

	.section	.text.follow,"",@
	.globl	follow
	.export_name	follow, follow
follow:                                 # R_WASM_MEMORY_ADDR_I32
	.functype	follow () -> (i32)
	i32.const	0
	i32.load	pointer
	i32.load	0
	end_function

	.section	.text.follow_distance,"",@
	.globl	follow_distance
	.export_name	follow_distance, follow_distance
follow_distance:                        # R_WASM_MEMORY_ADDR_LOCREL_I32
	.functype	follow_distance () -> (i32)
	i32.const	distance
	i32.const	0
	i32.load	distance
	i32.add
	i32.load	0
	end_function

	.section	.text.fail,"",@
	.globl	fail
	.export_name	fail, fail
fail:                                   # R_WASM_TAG_INDEX_LEB
	.functype	fail (i32) -> ()
	local.get	0
	throw	failure
	unreachable
	end_function

	.section	.text.count,"",@
	.globl	count
	.export_name	count, count
count:                                  # R_WASM_GLOBAL_INDEX_LEB
	.functype	count (i32) -> (i32)
	global.get	counter
	local.get	0
	i32.add
	global.set	counter
	global.get	counter
	end_function

	.section	.text.weak_slot,"",@
	.globl	weak_slot
	.export_name	weak_slot, weak_slot
weak_slot:                              # a weak function that nothing defines has slot 0
	.functype	weak_slot () -> (i32)
	i32.const	undefined_weak
	end_function
	.weak	undefined_weak

	.section	.text.weak_data,"",@
	.globl	weak_data
	.export_name	weak_data, weak_data
weak_data:                              # and weak data that nothing defines has address 0, whatever the addend
	.functype	weak_data () -> (i32)
	i32.const	undefined_data
	end_function
	.weak	undefined_data

	.section	.text.weak_address_in_code,"",@
	.globl	weak_address_in_code
	.export_name	weak_address_in_code, weak_address_in_code
weak_address_in_code:
	.functype	weak_address_in_code () -> (i32)
	i32.const	undefined_data+4
	end_function

	.section	.text.weak_offset,"",@
	.globl	weak_offset
	.export_name	weak_offset, weak_offset
weak_offset:                            # what is at address 0
	.functype	weak_offset () -> (i32)
	i32.const	0
	i32.const	47
	i32.store	0
	i32.const	0
	i32.load	undefined_data+4
	end_function

	.section	.text.weak_address_in_data,"",@
	.globl	weak_address_in_data
	.export_name	weak_address_in_data, weak_address_in_data
weak_address_in_data:
	.functype	weak_address_in_data () -> (i32)
	i32.const	0
	i32.load	weak_pointer
	end_function

	.section	.text.hidden_word,"",@
	.globl	hidden_word
	.export_name	hidden_word, hidden_word
hidden_word:
	.functype	hidden_word () -> (i32)
	i32.const	0
	i32.load	hidden
	end_function

	.section	.tdata,"T",@
thread_local:
	.int32	4711
	.size	thread_local, 4

	.section	.data.words,"",@
words:
	.int32	10
	.int32	chosen
	.int32	30
	.int32	40
	.size	words, 16

	.section	.data.pointer,"",@
	.p2align	2
pointer:
	.int32	words+12
	.size	pointer, 4

	.section	.data.weak_pointer,"",@
	.p2align	2
weak_pointer:
	.int32	undefined_data+4
	.size	weak_pointer, 4

	.section	.data.distance,"",@
	.p2align	2
distance:
	.int32	words-.+8
	.size	distance, 4

	.section	.data.hidden,"",@
	.p2align	2
	.hidden	hidden
	.globl	hidden
hidden:
	.int32	50
	.size	hidden, 4

	.globl	failure
failure:
	.globl	counter
counter:
