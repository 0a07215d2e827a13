package main

func makeMatrix(size, seed int) [][]float64 {
	rows := make([][]float64, size)
	for i := range rows {
		rows[i] = make([]float64, size)
		if seed == 0 {
			continue
		}
		for j := range rows[i] {
			rows[i][j] = float64((i*seed+j)%17 - 8)
		}
	}
	return rows
}

func multiply(a, b, c [][]float64, size int) {
	for i := 0; i < size; i++ {
		row, result := a[i], c[i]
		for k := 0; k < size; k++ {
			factor, other := row[k], b[k]
			for j := 0; j < size; j++ {
				result[j] += factor * other[j]
			}
		}
	}
}

func matmul(size int) int64 {
	a, b, c := makeMatrix(size, 1), makeMatrix(size, 2), makeMatrix(size, 0)
	multiply(a, b, c, size)
	trace := 0.0
	for i := 0; i < size; i++ {
		trace += c[i][i]
	}
	return int64(trace)
}
