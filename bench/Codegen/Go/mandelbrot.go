package main

func isInside(cr, ci float64) bool {
	zr, zi, rr, ii := 0.0, 0.0, 0.0, 0.0
	for i := 0; i < 50; i++ {
		zi = 2*zr*zi + ci
		zr = rr - ii + cr
		rr = zr * zr
		ii = zi * zi
		if rr+ii > 4 {
			return false
		}
	}
	return true
}

func mandelbrot(size int) int64 {
	inside := int64(0)
	for y := 0; y < size; y++ {
		ci := 2.0*float64(y)/float64(size) - 1.0
		for x := 0; x < size; x++ {
			cr := 2.0*float64(x)/float64(size) - 1.5
			if isInside(cr, ci) {
				inside++
			}
		}
	}
	return inside
}
