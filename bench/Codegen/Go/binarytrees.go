package main

type node struct{ left, right *node }

func makeTree(depth int) *node {
	if depth == 0 {
		return &node{}
	}
	return &node{makeTree(depth - 1), makeTree(depth - 1)}
}

func (n *node) check() int32 {
	if n.left == nil {
		return 1
	}
	return 1 + n.left.check() + n.right.check()
}

func binaryTrees(size int) int64 {
	checksum := int64(0)
	longLived := makeTree(size)
	for depth := 4; depth <= size; depth += 4 {
		iterations := 1 << (size - depth + 4)
		for i := 0; i < iterations; i++ {
			checksum += int64(makeTree(depth).check())
		}
	}
	return checksum + int64(longLived.check())
}
