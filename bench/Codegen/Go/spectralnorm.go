package main

import "math"

func elementA(i, j int) float64 { return 1.0 / float64((i+j)*(i+j+1)/2+i+1) }

func multiplyAv(v, result []float64) {
	for i := range result {
		sum := 0.0
		for j := range v {
			sum += elementA(i, j) * v[j]
		}
		result[i] = sum
	}
}

func multiplyAtv(v, result []float64) {
	for i := range result {
		sum := 0.0
		for j := range v {
			sum += elementA(j, i) * v[j]
		}
		result[i] = sum
	}
}

func multiplyAtAv(v, work, result []float64) {
	multiplyAv(v, work)
	multiplyAtv(work, result)
}

func spectralNorm(size int) int64 {
	u, v, work := make([]float64, size), make([]float64, size), make([]float64, size)
	for i := range u {
		u[i] = 1
	}
	for i := 0; i < 3; i++ {
		multiplyAtAv(u, work, v)
		multiplyAtAv(v, work, u)
	}
	vBv, vv := 0.0, 0.0
	for i := range u {
		vBv += u[i] * v[i]
		vv += v[i] * v[i]
	}
	return int64(math.Sqrt(vBv/vv) * 1e9)
}
