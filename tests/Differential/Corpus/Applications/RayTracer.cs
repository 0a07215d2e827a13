using System;
using System.Globalization;
using System.Linq;
using static System.Console;

namespace Corpus.Applications;

/// <summary>Spheres and planes with shadows and reflections, in double precision, drawn as characters and summed bit for bit.</summary>
public static class RayTracer
{
    private readonly record struct Vec(double X, double Y, double Z)
    {
        public static Vec operator +(Vec a, Vec b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);
        public static Vec operator -(Vec a, Vec b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);
        public static Vec operator *(Vec a, double k) => new(a.X * k, a.Y * k, a.Z * k);
        public static double operator *(Vec a, Vec b) => (a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z);
        public static Vec operator -(Vec a) => a * -1;
        public double Length => Math.Sqrt(this * this);
        public Vec Unit => this * (1 / Length);
        public Vec Reflect(Vec normal) => this - (normal * (2 * (this * normal)));
    }

    private readonly record struct Ray(Vec From, Vec Direction)
    {
        public Vec At(double t) => From + (Direction * t);
    }

    private readonly record struct Hit(double Distance, Vec Point, Vec Normal, Material Material);

    private sealed record Material(double Color, double Reflection, double Shine = 0, Func<Vec, double> Pattern = null);

    private interface IShape
    {
        bool TryHit(in Ray ray, out Hit hit);
    }

    private sealed record Sphere(Vec Center, double Radius, Material Material) : IShape
    {
        public bool TryHit(in Ray ray, out Hit hit)
        {
            hit = default;
            Vec toCenter = ray.From - Center;
            double b = toCenter * ray.Direction, c = (toCenter * toCenter) - (Radius * Radius);
            double discriminant = (b * b) - c;
            if (discriminant < 0)
                return false;
            double root = Math.Sqrt(discriminant);
            double t = -b - root > 1e-6 ? -b - root : -b + root;
            if (t <= 1e-6)
                return false;
            Vec point = ray.At(t);
            hit = new Hit(t, point, (point - Center) * (1 / Radius), Material);
            return true;
        }
    }

    private readonly record struct Plane(double Height, Material Material) : IShape
    {
        public bool TryHit(in Ray ray, out Hit hit)
        {
            hit = default;
            if (Math.Abs(ray.Direction.Y) < 1e-9)
                return false;
            double t = (Height - ray.From.Y) / ray.Direction.Y;
            if (t <= 1e-6)
                return false;
            hit = new Hit(t, ray.At(t), new Vec(0, ray.Direction.Y < 0 ? 1 : -1, 0), Material);
            return true;
        }
    }

    private sealed class Scene(IShape[] shapes, Vec light)
    {
        public int Rays { get; private set; }

        private bool Nearest(in Ray ray, out Hit best)
        {
            Rays++;
            best = new Hit(double.PositiveInfinity, default, default, null);
            foreach (IShape shape in shapes)
            {
                if (shape.TryHit(ray, out Hit hit) && hit.Distance < best.Distance)
                    best = hit;
            }

            return best.Material is not null;
        }

        public double Trace(in Ray ray, int depth)
        {
            if (!Nearest(ray, out Hit hit))
                return 0.2 + (0.3 * Math.Max(0, ray.Direction.Y));
            Vec toLight = (light - hit.Point).Unit;
            bool isShadowed = Nearest(new Ray(hit.Point, toLight), out Hit blocker) && blocker.Distance < (light - hit.Point).Length;
            double brightness = 0.1;
            if (!isShadowed)
            {
                brightness += 0.8 * Math.Max(0, hit.Normal * toLight);
                if (hit.Material.Shine > 0)
                {
                    double gleam = Math.Max(0, ray.Direction.Reflect(hit.Normal) * toLight);
                    for (int i = 0; i < 4; i++)
                        gleam *= gleam;
                    brightness += hit.Material.Shine * gleam;
                }
            }

            double color = hit.Material.Color * (hit.Material.Pattern?.Invoke(hit.Point) ?? 1) * brightness;
            if (hit.Material.Reflection == 0 || depth == 0)
                return color;
            double mirrored = Trace(new Ray(hit.Point, ray.Direction.Reflect(hit.Normal)), depth - 1);
            return (color * (1 - hit.Material.Reflection)) + (mirrored * hit.Material.Reflection);
        }
    }

    public static int Run()
    {
        const int Width = 64, Height = 28;
        const string Shades = " .:-=+*#%@";
        var checker = new Material(0.9, 0.1, Pattern: p => ((int)Math.Floor(p.X) + (int)Math.Floor(p.Z)) % 2 == 0 ? 1 : 0.3);
        var scene = new Scene(
            [
                new Plane(-1, checker),
                new Sphere(new Vec(0, 0.2, 5), 1.2, new Material(0.7, 0.4, 0.6)),
                new Sphere(new Vec(-2.2, -0.2, 4), 0.8, new Material(1, 0.05, 0.3)),
                new Sphere(new Vec(1.8, -0.5, 3.2), 0.5, new Material(0.4, 0.7)),
                new Sphere(new Vec(2.5, 1.5, 7), 1.5, new Material(0.8, 0)),
            ],
            new Vec(-4, 6, 0));
        ulong sum = 14695981039346656037;
        double total = 0;
        for (int y = 0; y < Height; y++)
        {
            Span<char> line = stackalloc char[Width];
            for (int x = 0; x < Width; x++)
            {
                var direction = new Vec((x - (Width / 2) + 0.5) / Width * 2, ((Height / 2) - y - 0.5) / Height * 1.4, 1.6);
                double value = scene.Trace(new Ray(new Vec(0, 0.5, -1), direction.Unit), 3);
                total += value;
                sum = (sum ^ (ulong)BitConverter.DoubleToInt64Bits(value)) * 1099511628211;
                line[x] = Shades[Math.Clamp((int)(value * Shades.Length), 0, Shades.Length - 1)];
            }

            WriteLine(line.TrimEnd().ToString());
        }

        WriteLine($"{scene.Rays} rays, {sum:X16}, mean {(total / (Width * Height)).ToString("R", CultureInfo.InvariantCulture)}");
        return 0;
    }
}
