package main

func fibOf(n int32) int32 {
	if n < 2 {
		return n
	}
	return fibOf(n-1) + fibOf(n-2)
}

func fib(size int) int64 { return int64(fibOf(int32(size))) }
