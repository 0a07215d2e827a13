using System;
using System.Text;

namespace Codegen.Kernels;

/// <summary>Text is built, split into words, searched, compared and hashed.</summary>
internal static class Strings
{
    public static long Run(int size)
    {
        var builder = new StringBuilder();
        for (int i = 0; i < size; i++)
            builder.Append("item").Append(i % 1000).Append(i % 3 == 0 ? ", " : " ");
        string text = builder.ToString();
        long checksum = text.Length;
        string previous = "";
        int start = 0;
        while (start < text.Length)
        {
            int end = text.IndexOf(' ', start);
            string word = text.Substring(start, end - start);
            if (word.EndsWith(','))
                word = word.Substring(0, word.Length - 1);
            checksum += Hash(word) & 0xFFFF;
            if (string.CompareOrdinal(word, previous) > 0)
                checksum++;
            previous = word;
            start = end + 1;
        }

        return checksum;
    }

    private static uint Hash(string word)
    {
        uint hash = 2166136261;
        foreach (char c in word)
            hash = (hash ^ c) * 16777619;
        return hash;
    }
}
