using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System;

namespace Corpus.Library;

public static class RandomAndClocks
{
    public static int Run()
    {
        Body();
        return 0;
    }

    private static void Body()
    {
        var r=new Random(42);
        for(int i=0;i<10;i++) Console.WriteLine(r.Next()+" "+r.Next(100)+" "+r.Next(-5,5)+" "+r.NextDouble()+" "+r.NextInt64()+" "+r.NextSingle());
        var b=new byte[10];
        r.NextBytes(b);
        Console.WriteLine(BitConverter.ToString(b));
        int[] arr=Enumerable.Range(0,10).ToArray();
        r.Shuffle(arr);
        Console.WriteLine(string.Join(",",arr));
        Console.WriteLine(string.Join(",",r.GetItems(arr,5)));
        var u=new Random();
        var s=new HashSet<int>();
        for(int i=0;i<100;i++) s.Add(u.Next());
        Console.WriteLine(s.Count>95);
        Console.WriteLine(Random.Shared.Next(10)<10);
        var sw=Stopwatch.StartNew();
        double x=0;
        for(int i=0;i<1000;i++) x+=i;
        sw.Stop();
        Console.WriteLine(sw.ElapsedTicks>0);
        Console.WriteLine(Stopwatch.Frequency);
        Console.WriteLine(sw.Elapsed.TotalSeconds<10);
        Console.WriteLine(DateTime.UtcNow.Year>2020);
        Console.WriteLine(DateTime.Now.Kind);
        Console.WriteLine(TimeZoneInfo.Utc.Id);
        Console.WriteLine(DateTime.UtcNow.ToLocalTime().Kind);
        Console.WriteLine(DateTimeOffset.Now.Offset==TimeZoneInfo.Local.GetUtcOffset(DateTime.UtcNow));
        Console.WriteLine(Environment.TickCount64>0);
        Console.WriteLine(Environment.NewLine.Length);
        Console.WriteLine(Environment.ProcessorCount>0);
        Console.WriteLine(Environment.GetEnvironmentVariable("NOSUCH")==null);
        Environment.SetEnvironmentVariable("FOO","bar");
        Console.WriteLine(Environment.GetEnvironmentVariable("FOO"));
        Console.WriteLine(Environment.Is64BitProcess);
        Console.WriteLine(Environment.OSVersion.Platform);
        Console.WriteLine(Environment.CurrentDirectory.Length>0);
        Console.WriteLine(Environment.ExitCode);
        Console.WriteLine(Environment.MachineName.Length>0);
        Console.WriteLine(Environment.Version.Major);
        Console.WriteLine(Guid.NewGuid()!=Guid.NewGuid());
        Console.WriteLine(Guid.CreateVersion7().Version);
        Console.WriteLine(System.Security.Cryptography.RandomNumberGenerator.GetInt32(10)<10);
        Console.WriteLine(OperatingSystem.IsLinux());
        Console.WriteLine(System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture);
        foreach (System.Collections.DictionaryEntry e in Environment.GetEnvironmentVariables()) if ((string)e.Key=="FOO") Console.WriteLine(e.Value);
        Console.WriteLine(Environment.ExpandEnvironmentVariables("%FOO%!"));
    }
}
