using System;
using System.Text;

namespace Corpus.Library;

/// <summary>What the exceptions of encoders and decoders say about the bytes and characters they refuse.</summary>
public static class CodingErrors
{
    public static int Run()
    {
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        Try(() => strict.GetString([65, 0xFF]));
        Try(() => strict.GetString([0xE2, 0x82]));
        Try(() => strict.GetBytes("a\uD800b"));
        Try(() => strict.GetBytes("\uDC09"));
        byte[] many = new byte[30];
        for (int i = 0; i < many.Length; i++)
            many[i] = (byte)(i * 9);
        Try(() => new DecoderExceptionFallback().CreateFallbackBuffer().Fallback(many, 12));
        Try(() => new DecoderExceptionFallback().CreateFallbackBuffer().Fallback([0, 0x0A], -3));
        Try(() => Twice(new DecoderReplacementFallback("??").CreateFallbackBuffer(), many));
        Try(() => Twice(new DecoderReplacementFallback("??").CreateFallbackBuffer(), [0xC0, 7]));
        EncoderFallbackBuffer encoder = new EncoderReplacementFallback("??").CreateFallbackBuffer();
        encoder.Fallback('\u00E9', 0);
        Try(() => encoder.Fallback('\u00E9', 0));
        return 0;
    }

    private static void Twice(DecoderFallbackBuffer buffer, byte[] bytes)
    {
        buffer.Fallback(bytes, 0);
        buffer.Fallback(bytes, 0);
    }

    private static void Try(Action action)
    {
        try
        {
            action();
            Console.WriteLine("nothing");
        }
        catch (DecoderFallbackException e)
        {
            Console.WriteLine(e.Message + " / " + e.BytesUnknown?.Length + " " + e.Index);
        }
        catch (ArgumentException e)
        {
            Console.WriteLine(e.GetType().Name + ": " + e.Message);
        }
    }
}
