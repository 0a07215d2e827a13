package main

func sieve(size int) int64 {
	composite := make([]bool, size+1)
	for i := 2; i*i <= size; i++ {
		if composite[i] {
			continue
		}
		for j := i * i; j <= size; j += i {
			composite[j] = true
		}
	}
	count := 0
	for i := 2; i < len(composite); i++ {
		if !composite[i] {
			count++
		}
	}
	return int64(count)
}
