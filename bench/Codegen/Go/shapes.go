package main

type shape interface{ area() int32 }

type scaledShape interface{ scale(by int32) int32 }

type square struct{ side int32 }
type rectangle struct{ width, height int32 }
type dot struct{}

func (s *square) area() int32             { return s.side * s.side }
func (s *square) scale(by int32) int32    { return s.side * by }
func (r *rectangle) area() int32          { return r.width * r.height }
func (r *rectangle) scale(by int32) int32 { return (r.width + r.height) * by }
func (d *dot) area() int32                { return 1 }
func (d *dot) scale(by int32) int32       { return by }

func shapes(size int) int64 {
	var list []shape
	for i := int32(0); i < 1000; i++ {
		switch i % 3 {
		case 0:
			list = append(list, &square{i % 50})
		case 1:
			list = append(list, &rectangle{i % 40, i % 30})
		default:
			list = append(list, &dot{})
		}
	}
	sum := int64(0)
	for round := 0; round < size; round++ {
		for _, s := range list {
			sum += int64(s.area())
		}
		for i := 0; i < len(list); i++ {
			if scaled, ok := list[i].(scaledShape); ok {
				sum += int64(scaled.scale(int32(round & 3)))
			}
		}
	}
	return sum
}
