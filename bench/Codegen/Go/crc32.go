package main

var crcTable = makeTable()

func makeTable() []uint32 {
	table := make([]uint32, 256)
	for i := range table {
		value := uint32(i)
		for bit := 0; bit < 8; bit++ {
			if value&1 != 0 {
				value = 0xEDB88320 ^ (value >> 1)
			} else {
				value >>= 1
			}
		}
		table[i] = value
	}
	return table
}

func update(crc uint32, data []byte) uint32 {
	crc = ^crc
	for _, b := range data {
		crc = crcTable[(crc^uint32(b))&0xFF] ^ (crc >> 8)
	}
	return ^crc
}

func crc32(size int) int64 {
	data := make([]byte, size)
	for i := range data {
		data[i] = byte(i*31 + 7)
	}
	sum := uint32(0)
	for pass := 0; pass < 8; pass++ {
		sum = update(sum, data)
	}
	return int64(sum)
}
