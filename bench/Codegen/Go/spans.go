package main

import "math"

type valueRange struct{ low, high int32 }

func (r valueRange) include(value int32) valueRange {
	if value < r.low {
		r.low = value
	}
	if value > r.high {
		r.high = value
	}
	return r
}

func measure(values []int32) valueRange {
	r := valueRange{math.MaxInt32, math.MinInt32}
	for _, value := range values {
		r = r.include(value)
	}
	return r
}

func reverse(values []int32) {
	for i, j := 0, len(values)-1; i < j; i, j = i+1, j-1 {
		values[i], values[j] = values[j], values[i]
	}
}

func spans(size int) int64 {
	values := make([]int32, 4096)
	for i := range values {
		values[i] = int32(i*7919) & 0xFFF
	}
	checksum := int64(0)
	for round := 0; round < size; round++ {
		for start := 0; start+64 <= len(values); start += 64 {
			r := measure(values[start : start+64])
			checksum += int64(r.high - r.low)
		}
		reverse(values)
	}
	return checksum
}
