// Go with its run time: maps, text, goroutines and a heap that is collected. A library for WASI, since its exports are
// called after _initialize; main does not run.
package main

import (
	"sort"
	"strings"
)

var count int32
var words = map[string]int32{}

//go:wasmexport bump
func bump(by int32) int32 {
	count += by
	return count
}

//go:wasmexport collect
func collect(n int32) int64 {
	var sum int64
	for i := int32(0); i < n; i++ {
		word := strings.Repeat(string(rune('a'+i%26)), int(i%40+1))
		words[word] += i
	}
	keys := make([]string, 0, len(words))
	for key := range words {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	for i, key := range keys {
		sum = sum*31 + int64(i)*int64(words[key]) + int64(len(key))
	}
	return sum
}

//go:wasmexport workers
func workers(n int32) int64 {
	results := make(chan int64)
	for i := int32(0); i < n; i++ {
		go func() {
			block := make([]int64, 4096)
			for at := range block {
				block[at] = int64(i) * int64(at)
			}
			var sum int64
			for _, value := range block {
				sum += value
			}
			results <- sum
		}()
	}
	var total int64
	for i := int32(0); i < n; i++ {
		total += <-results
	}
	return total
}

//go:wasmexport divide
func divide(a, b int32) int32 {
	return a / b
}

func main() {}
