// KERNEL SIZE REPETITIONS: runs one kernel and prints "checksum nanoseconds" for each repetition.
package main

import (
	"fmt"
	"os"
	"strconv"
	"time"
)

var kernels = map[string]func(int) int64{
	"fib": fib, "sieve": sieve, "matmul": matmul, "nbody": nbody, "fannkuch": fannkuch, "crc32": crc32,
	"quicksort": quicksort, "spectralnorm": spectralNorm, "mandelbrot": mandelbrot, "binarytrees": binaryTrees,
	"dictionary": dictionary, "strings": stringsKernel, "shapes": shapes, "spans": spans,
}

func main() {
	run, ok := kernels[os.Args[1]]
	if !ok || len(os.Args) != 4 {
		os.Exit(2)
	}
	size, _ := strconv.Atoi(os.Args[2])
	repetitions, _ := strconv.Atoi(os.Args[3])
	for i := 0; i < repetitions; i++ {
		start := time.Now()
		checksum := run(size)
		fmt.Println(checksum, time.Since(start).Nanoseconds())
	}
}
