package main

func sortInts(values []int32, low, high int) {
	for low < high {
		pivot := values[low+(high-low)/2]
		i, j := low, high
		for i <= j {
			for values[i] < pivot {
				i++
			}
			for values[j] > pivot {
				j--
			}
			if i > j {
				break
			}
			values[i], values[j] = values[j], values[i]
			i++
			j--
		}
		sortInts(values, low, j)
		low = i
	}
}

func quicksort(size int) int64 {
	values := make([]int32, size)
	seed := uint32(12345)
	for i := range values {
		seed = seed*1664525 + 1013904223
		values[i] = int32(seed >> 1)
	}
	sortInts(values, 0, size-1)
	checksum := int64(0)
	for i := 0; i < size; i += 97 {
		checksum = checksum*31 + int64(values[i])
	}
	return checksum
}
