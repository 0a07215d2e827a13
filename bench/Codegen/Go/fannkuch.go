package main

func flipsOf(permutation, work []int32) int32 {
	copy(work, permutation)
	flips := int32(0)
	for first := work[0]; first != 0; first = work[0] {
		for i, j := int32(0), first; i < j; i, j = i+1, j-1 {
			work[i], work[j] = work[j], work[i]
		}
		flips++
	}
	return flips
}

func next(permutation, count []int32, remaining *int) bool {
	for *remaining < len(permutation) {
		first := permutation[0]
		for i := 0; i < *remaining; i++ {
			permutation[i] = permutation[i+1]
		}
		permutation[*remaining] = first
		count[*remaining]--
		if count[*remaining] > 0 {
			return true
		}
		*remaining++
	}
	return false
}

func fannkuch(size int) int64 {
	permutation, work, count := make([]int32, size), make([]int32, size), make([]int32, size)
	for i := range permutation {
		permutation[i] = int32(i)
	}
	maximum, checksum, sign, remaining := int32(0), int32(0), int32(1), size
	for {
		for ; remaining != 1; remaining-- {
			count[remaining-1] = int32(remaining)
		}
		flips := flipsOf(permutation, work)
		if flips > maximum {
			maximum = flips
		}
		checksum += sign * flips
		if !next(permutation, count, &remaining) {
			return int64(checksum)*1000 + int64(maximum)
		}
		sign = -sign
	}
}
