package main

import (
	"strconv"
	"strings"
)

func hashOf(word string) uint32 {
	hash := uint32(2166136261)
	for i := 0; i < len(word); i++ {
		hash = (hash ^ uint32(word[i])) * 16777619
	}
	return hash
}

func stringsKernel(size int) int64 {
	var builder strings.Builder
	for i := 0; i < size; i++ {
		builder.WriteString("item")
		builder.WriteString(strconv.Itoa(i % 1000))
		if i%3 == 0 {
			builder.WriteString(", ")
		} else {
			builder.WriteString(" ")
		}
	}
	text := builder.String()
	checksum := int64(len(text))
	previous := ""
	for start := 0; start < len(text); {
		end := start + strings.IndexByte(text[start:], ' ')
		// A copy, as Substring makes one.
		word := strings.Clone(text[start:end])
		if strings.HasSuffix(word, ",") {
			word = strings.Clone(word[:len(word)-1])
		}
		checksum += int64(hashOf(word) & 0xFFFF)
		if strings.Compare(word, previous) > 0 {
			checksum++
		}
		previous = word
		start = end + 1
	}
	return checksum
}
