package main

func dictionary(size int) int64 {
	counts := make(map[int32]int32)
	seed := uint32(42)
	for i := 0; i < size; i++ {
		seed = seed*1664525 + 1013904223
		key := int32(seed >> 12)
		if count, ok := counts[key]; ok {
			counts[key] = count + 1
		} else {
			counts[key] = 1
		}
	}
	checksum := int64(len(counts))
	for key := 0; key < size; key++ {
		if count, ok := counts[int32(key)]; ok {
			checksum += int64(key) * int64(count)
		}
	}
	for key := 0; key < size; key += 3 {
		if _, ok := counts[int32(key)]; ok {
			delete(counts, int32(key))
			checksum++
		}
	}
	for key, count := range counts {
		checksum += int64(key ^ count)
	}
	return checksum
}
