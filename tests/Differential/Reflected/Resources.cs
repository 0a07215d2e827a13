using System;
using System.Text;

namespace Reflected;

/// <summary>Encodings whose tables are resources of the base library.</summary>
public static class Resources
{
    public static int Run()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        foreach (int page in new[] { 1252, 1251, 437, 932, 936, 949, 950, 866, 54936 })
        {
            Encoding encoding = Encoding.GetEncoding(page);
            Console.WriteLine(encoding.WebName + " " + Convert.ToHexString(encoding.GetBytes("A\u00e9\u20ac\u0416\u65e5")));
            foreach (char c in encoding.GetString([65, 0x82, 0xa0, 0xe9]))
                Console.Write($" {(int)c:x}");
            Console.WriteLine();
        }

        Console.WriteLine(Encoding.GetEncoding("shift_jis").CodePage);
        return 0;
    }
}
