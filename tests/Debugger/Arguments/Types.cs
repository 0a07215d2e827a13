using System.Runtime.CompilerServices;

namespace Arguments;

internal static partial class Program
{
    private enum Colour
    {
        Red = 1,
        Green,
        Blue,
    }

    private struct Pair
    {
        public int First;
        public int Second;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public readonly long Member(int factor)
        {
            Stop($"Member: this->First = {First}, this->Second = {Second}, factor = {factor}");
            return First * factor;
        }

        public override readonly string ToString() => $"{{First = {First}, Second = {Second}}}";
    }

    private struct Triple
    {
        public int X;
        public double Y;
        public string Text;
    }

    private struct Wide
    {
        public long Low;
        public long High;
    }

    private class Box(int content)
    {
        public int Content = content;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public long Instance(int factor)
        {
            string said = $"Instance: this->Content = {Content}, factor = {factor}";
            Stop(said);
            long product = Content * factor;
            Stop(said);
            return product;
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        public virtual long Virtual(int number, string text) => number + text.Length;
    }

    private sealed class Derived(int content) : Box(content)
    {
        public string Extra = "extra";

        [MethodImpl(MethodImplOptions.NoInlining)]
        public override long Virtual(int number, string text)
        {
            Stop($"Virtual: this->Content = {Content}, this->Extra = \"{Extra}\", number = {number}, text = \"{text}\"");
            return base.Virtual(number, text) + Extra.Length;
        }
    }
}
